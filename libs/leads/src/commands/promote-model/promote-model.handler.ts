import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type ModelUse } from '../../models/kept-model';
import { ModelRegistry } from '../../models/model-registry';
import { PromoteModelCommand } from './promote-model.command';

@CommandHandler(PromoteModelCommand)
export class PromoteModelHandler implements ICommandHandler<PromoteModelCommand> {
  constructor(private readonly registry: ModelRegistry) {}

  execute({ city, version, change }: PromoteModelCommand): Promise<ModelUse> {
    return this.registry.promote(city, version, change);
  }
}
