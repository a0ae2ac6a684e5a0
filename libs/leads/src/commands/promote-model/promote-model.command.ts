import { Command } from '@nestjs/cqrs';
import { type ModelUse } from '../../models/kept-model';
import { type ModelChange } from '../../models/model-registry';

/**
 * From now on the city scores its leads by this model, its own or a shared one; its leads are computed anew in the background.
 * Throws NotFoundError for a version that it has not, ConflictError for the one in use.
 */
export class PromoteModelCommand extends Command<ModelUse> {
  constructor(
    /** `000000`: all cities that have chosen none. */
    readonly city: string,
    readonly version: string,
    readonly change: ModelChange,
  ) {
    super();
  }
}
