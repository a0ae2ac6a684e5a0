import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { NO_CITY } from '@bole/taxonomy';
import { ModelRegistry } from '../../models/model-registry';
import { ListModelsQuery, type ModelList } from './list-models.query';

@QueryHandler(ListModelsQuery)
export class ListModelsHandler implements IQueryHandler<ListModelsQuery> {
  constructor(private readonly registry: ModelRegistry) {}

  async execute({ city }: ListModelsQuery): Promise<ModelList> {
    const [models, uses] = [await this.registry.list(city), await this.registry.history(city)];
    const of = (user: string) => uses.find((use) => use.city === user)?.model ?? undefined;
    const inUse = of(city) ?? of(NO_CITY);
    return {
      models: models.map((model) => ({
        ...model,
        inUse: model.version === inUse?.version && model.city === inUse.city,
      })),
      uses,
    };
  }
}
