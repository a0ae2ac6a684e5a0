import { Command } from '@nestjs/cqrs';
import { type ModelUse } from '../../models/kept-model';
import { type ModelChange } from '../../models/model-registry';

/** Back to the model that the city used before. Throws ConflictError when there is none. */
export class RollBackModelCommand extends Command<ModelUse> {
  constructor(
    /** `000000`: all cities that have chosen none. */
    readonly city: string,
    readonly change: ModelChange,
  ) {
    super();
  }
}
