import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { checkDays } from '../../days';
import { attributionStatement, type Column, type CreditRow } from '../../store/attribution.sql';
import { heavyQuestion } from '../../store/heavy-question';
import {
  type Attribution,
  ATTRIBUTION_MODELS,
  AttributionQuery,
  type AttributionModel,
  type Credit,
  type Credits,
} from './attribution.query';

@QueryHandler(AttributionQuery)
export class AttributionHandler implements IQueryHandler<AttributionQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ filter }: AttributionQuery): Promise<Attribution> {
    checkDays(filter);
    const rows = await heavyQuestion<CreditRow>(this.unitOfWork, attributionStatement(filter));
    const wholes = rows.filter(({ channel }) => channel === null);
    const unattributed = wholes.find(({ medium }) => medium === null);
    const channels = rows.flatMap(({ medium, channel, contacts, ...row }) =>
      medium === null || channel === null ? [] : { medium, channel, contacts, credits: creditsOf(row) },
    );
    const total = (of: (row: CreditRow) => number): number => wholes.reduce((sum, row) => sum + of(row), 0);
    return {
      signings: total(({ signings }) => Number(signings.first)),
      amountCny: total(({ amounts }) => Number(amounts.first)),
      withoutAmount: total((row) => row.without_amount),
      unattributed:
        unattributed === undefined ? { signings: 0, amountCny: 0 } : creditOf(unattributed, 'first'),
      channels,
      leftOut: (rows[0]?.channels ?? 0) - channels.length,
      media: wholes.flatMap(({ medium, contacts, ...row }) =>
        medium === null ? [] : { medium, contacts, credits: creditsOf(row) },
      ),
    };
  }
}

const COLUMN_OF: Readonly<Record<AttributionModel, Column>> = {
  firstTouch: 'first',
  lastTouch: 'last',
  linear: 'linear',
  timeDecay: 'decay',
  positionBased: 'position',
};

type Sums = Pick<CreditRow, 'signings' | 'amounts'>;

function creditsOf(row: Sums): Credits {
  return Object.fromEntries(
    ATTRIBUTION_MODELS.map((model) => [model, creditOf(row, COLUMN_OF[model])]),
  ) as Record<AttributionModel, Credit>;
}

function creditOf({ signings, amounts }: Sums, column: Column): Credit {
  return { signings: Number(signings[column]), amountCny: Number(amounts[column]) };
}
