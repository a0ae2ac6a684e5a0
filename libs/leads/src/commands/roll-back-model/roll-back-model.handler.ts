import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type ModelUse } from '../../models/kept-model';
import { ModelRegistry } from '../../models/model-registry';
import { RollBackModelCommand } from './roll-back-model.command';

@CommandHandler(RollBackModelCommand)
export class RollBackModelHandler implements ICommandHandler<RollBackModelCommand> {
  constructor(private readonly registry: ModelRegistry) {}

  execute({ city, change }: RollBackModelCommand): Promise<ModelUse> {
    return this.registry.rollback(city, change);
  }
}
