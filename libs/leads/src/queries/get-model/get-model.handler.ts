import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { FEATURES } from '@bole/matching';
import { PartyMatcher } from '../../party.matcher';
import { GetModelQuery, type ModelInUse } from './get-model.query';

@QueryHandler(GetModelQuery)
export class GetModelHandler implements IQueryHandler<GetModelQuery> {
  constructor(private readonly matcher: PartyMatcher) {}

  execute(): Promise<ModelInUse> {
    const { version, base, curves } = this.matcher.model;
    const features = FEATURES.flatMap(({ name, group, label, unit, missing }) => {
      const curve = curves[name];
      return curve === undefined ? [] : [{ name, group, label, unit, missing, curve }];
    });
    return Promise.resolve({ version, base, features });
  }
}
