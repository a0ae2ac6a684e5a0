import { Placeholders } from '@bole/persistence';
import { withinDays } from '../days';
import { type FunnelFilter, type FunnelGrouping } from '../queries/funnel/funnel.query';
import { STAGES } from '../stage-of-signals';
import { type Statement } from './heavy-question';
import { pairsSql } from './pairs.sql';

/** One stage of one group of pairs. */
export interface FunnelRow {
  readonly key: string;
  readonly stage: number;
  readonly reached: number;
  readonly standing: number;
  readonly went_on: number;
  readonly median_days: number | null;
  readonly timed: number;
  readonly amount_cny: string | null;
  readonly without_amount: number;
  /** How many groups there are, also those that are cut. */
  readonly groups: number;
}

const MOST_GROUPS = 500;
const PERIODS = { month: 'YYYY-MM', quarter: 'YYYY"-Q"Q', year: 'YYYY' } as const;

/** Periods come in order; channels by how many pairs they brought. */
export function funnelStatement(filter: FunnelFilter, by: FunnelGrouping): Statement {
  const given = new Placeholders();
  const pairs = pairsSql(filter, given);
  const conditions = pairConditions(filter, given);
  const sql = `
    with ${pairs}, grouped as (
      select ${groupKey(by, filter.zone, given)} as key, step.stage,
        count(*)::int as reached,
        count(*) filter (where pair.stage = step.stage)::int as standing,
        count(step.next)::int as went_on,
        percentile_cont(0.5) within group (order by step.days) as median_days,
        count(step.days)::int as timed,
        sum(pair.amount_cny) as amount_cny,
        count(*) filter (where pair.amount_cny is null)::int as without_amount
      from pair cross join lateral (values ${STAGES.map(stepSql).join(', ')}) as step(stage, at, next, days)
      where step.at is not null ${conditions.map((condition) => `and ${condition}`).join(' ')}
      group by 1, 2
    ), ordered as (
      select grouped.*, max(reached) over (partition by key) as pairs from grouped
    ), placed as (
      select ordered.*, dense_rank() over (order by ${by === 'channel' ? 'pairs desc, key' : 'key desc'}) as place from ordered
    )
    select key, stage, reached, standing, went_on, median_days, timed, amount_cny, without_amount,
      (select max(place)::int from placed) as groups
    from placed where place <= ${MOST_GROUPS}
    order by ${by === 'channel' ? 'place' : 'key'}, stage`;
  return { sql, values: given.values };
}

/** What a pair's first contact must be. */
export function pairConditions(filter: FunnelFilter, given: Placeholders): string[] {
  return [
    ...withinDays('pair.at0', filter, given),
    ...(filter.channel === undefined ? [] : [`pair.channel = ${given.add(filter.channel)}`]),
  ];
}

/** A stage, when it was reached, when the next one was, and the days in between where the stage itself was seen. */
function stepSql(_: unknown, at: number): string {
  const own = at === 0 ? 'at0' : `own${at}`;
  const next = `at${at + 1}`;
  if (at === STAGES.length - 1) return `(${at}, at${at}, null, null)`;
  return `(${at}, at${at}, ${next},
    case when ${own} <= ${next} then extract(epoch from ${next} - ${own})::float8 / 86400 end)`;
}

function groupKey(by: FunnelGrouping, zone: string, given: Placeholders): string {
  switch (by) {
    case 'stage':
      return `'all'::text`;
    case 'channel':
      return 'pair.channel';
    case 'month':
    case 'quarter':
    case 'year':
      return `to_char(pair.at0 at time zone ${given.add(zone)}::text, '${PERIODS[by]}')`;
  }
}
