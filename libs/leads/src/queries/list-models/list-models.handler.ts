import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { NO_CITY } from '@bole/taxonomy';
import { ModelRegistry } from '../../models/model-registry';
import { runsOf } from '../../training/training-run.store';
import { ListModelsQuery, type ModelList } from './list-models.query';

const MOST_RUNS = 20;

@QueryHandler(ListModelsQuery)
export class ListModelsHandler implements IQueryHandler<ListModelsQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    private readonly registry: ModelRegistry,
  ) {}

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
      runs: await runsOf(this.unitOfWork, [city, NO_CITY], MOST_RUNS),
    };
  }
}
