import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { FEATURES, type Model } from '@bole/matching';
import { type ModelRecord } from '../../models/kept-model';
import { ModelRegistry } from '../../models/model-registry';
import { type DescribedModel, GetModelQuery } from './get-model.query';

@QueryHandler(GetModelQuery)
export class GetModelHandler implements IQueryHandler<GetModelQuery> {
  constructor(private readonly registry: ModelRegistry) {}

  async execute({ city, version }: GetModelQuery): Promise<DescribedModel> {
    if (version === undefined) return described(...(await this.registry.inUse(city)));
    const { model, ...record } = await this.registry.find(city, version);
    return described(model, record);
  }
}

function described(model: Model, record: ModelRecord | null): DescribedModel {
  const { version, base, curves, backed, background } = model;
  return {
    version,
    base,
    backedBase: backed?.base ?? base,
    features: FEATURES.flatMap(({ name, group, label, unit, missing }) => {
      const curve = curves[name];
      if (curve === undefined) return [];
      return [{ name, group, label, unit, missing, curve, backedCurve: backed?.curves[name] ?? null }];
    }),
    background: background?.sample.length ?? 0,
    record,
  };
}
