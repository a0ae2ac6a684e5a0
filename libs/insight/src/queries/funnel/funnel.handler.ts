import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { checkDays } from '../../days';
import { STAGES, stageNumber } from '../../stage-of-signals';
import { type FunnelRow, funnelStatement } from '../../store/funnel.sql';
import { heavyQuestion } from '../../store/heavy-question';
import { wilson } from '../../wilson';
import { type Funnel, type FunnelGroup, FunnelQuery, type FunnelStage } from './funnel.query';

@QueryHandler(FunnelQuery)
export class FunnelHandler implements IQueryHandler<FunnelQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ filter, by }: FunnelQuery): Promise<Funnel> {
    checkDays(filter);
    const rows = await heavyQuestion<FunnelRow>(this.unitOfWork, funnelStatement(filter, by));
    const byKey = new Map<string, FunnelRow[]>();
    for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
    return {
      groups: [...byKey].map(([key, ofKey]) => groupOf(key, ofKey)),
      leftOut: rows[0] === undefined ? 0 : rows[0].groups - byKey.size,
    };
  }
}

function groupOf(key: string, rows: readonly FunnelRow[]): FunnelGroup {
  const at = (stage: number): FunnelRow | undefined => rows.find((row) => row.stage === stage);
  const signed = at(stageNumber('signed'));
  return {
    key,
    stages: STAGES.map((stage, number): FunnelStage => {
      const row = at(number);
      return {
        stage,
        reached: row?.reached ?? 0,
        standing: row?.standing ?? 0,
        conversion: number === STAGES.length - 1 ? null : wilson(row?.went_on ?? 0, row?.reached ?? 0),
        medianDays: row?.median_days ?? null,
        timed: row?.timed ?? 0,
      };
    }),
    signed: {
      pairs: signed?.reached ?? 0,
      amountCny: Number(signed?.amount_cny ?? 0),
      withoutAmount: signed?.without_amount ?? 0,
    },
  };
}
