import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import {
  type DescribedModel,
  GetModelQuery,
  ListModelsQuery,
  type ModelRecord,
  type ModelUse,
  PromoteModelCommand,
  RollBackModelCommand,
  type TrainingRun,
} from '@bole/leads';
import { type AnswerOf, Caller, Endpoint, Input, type InputOf } from '../endpoint';
import * as routes from './models.endpoints';

/** By what leads are scored, and by what they were. */
@Controller()
export class ModelsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(routes.getModel)
  async inUse(@Caller() { city }: Principal): Promise<AnswerOf<typeof routes.getModel>> {
    return described(await this.queries.execute(new GetModelQuery(city)));
  }

  @Endpoint(routes.listModels)
  async list(@Caller() { city }: Principal): Promise<AnswerOf<typeof routes.listModels>> {
    const { models, uses, runs } = await this.queries.execute(new ListModelsQuery(city));
    const items = models.map(({ inUse, ...record }) => ({ ...recorded(record), inUse }));
    return { items, uses: uses.map(used), runs: runs.map(ran) };
  }

  @Endpoint(routes.getKeptModel)
  async get(
    @Input() { params }: InputOf<typeof routes.getKeptModel>,
    @Caller() { city }: Principal,
  ): Promise<AnswerOf<typeof routes.getKeptModel>> {
    return described(await this.queries.execute(new GetModelQuery(city, params.version)));
  }

  @Endpoint(routes.promoteModel)
  async promote(
    @Input() { params, body }: InputOf<typeof routes.promoteModel>,
    @Caller() { city, id }: Principal,
  ): Promise<AnswerOf<typeof routes.promoteModel>> {
    const change = { by: id, why: body.why };
    return used(await this.commands.execute(new PromoteModelCommand(city, params.version, change)));
  }

  @Endpoint(routes.rollBackModel)
  async rollBack(
    @Input() { body }: InputOf<typeof routes.rollBackModel>,
    @Caller() { city, id }: Principal,
  ): Promise<AnswerOf<typeof routes.rollBackModel>> {
    return used(await this.commands.execute(new RollBackModelCommand(city, { by: id, why: body.why })));
  }
}

function described({ record, ...model }: DescribedModel): AnswerOf<typeof routes.getModel> {
  return {
    ...model,
    features: model.features.map(({ curve, backedCurve, ...feature }) => ({
      ...feature,
      curve: drawn(curve),
      backedCurve: backedCurve && drawn(backedCurve),
    })),
    record: record && recorded(record),
  };
}

function drawn({ points, missing }: DescribedModel['features'][number]['curve']) {
  return { points: points.map((point) => [...point]), missing };
}

function recorded({ city, version, checksum, decision, figures, ...dates }: ModelRecord) {
  return {
    city,
    version,
    checksum,
    decision,
    figures: { ...figures },
    trainedAt: dates.trainedAt?.toISOString() ?? null,
    dataFrom: dates.dataFrom?.toISOString() ?? null,
    dataTo: dates.dataTo?.toISOString() ?? null,
    keptAt: dates.keptAt.toISOString(),
  };
}

function ran({ city, by, beganAt, outcome, version, promoted, figures }: TrainingRun) {
  return { city, by, beganAt: beganAt.toISOString(), outcome, version, promoted, figures: { ...figures } };
}

function used({ city, model, since, by, why, rolledBack }: ModelUse) {
  return {
    city,
    model: model && { ...model },
    since: since.toISOString(),
    by,
    why,
    rollback: rolledBack !== null,
  };
}
