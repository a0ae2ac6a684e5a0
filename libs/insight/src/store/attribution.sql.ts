import { Placeholders } from '@bole/persistence';
import { withinDays } from '../days';
import { type AttributionFilter } from '../queries/attribution/attribution.query';
import { type Medium } from '../contact-signals';
import { touchesSql } from './contacts.sql';
import { type Statement } from './heavy-question';
import { pairsSql } from './pairs.sql';

/** Credits of a channel, of a medium (no channel), or of no contact at all (neither). Numbers as Postgres writes numerics. */
export interface CreditRow {
  readonly medium: Medium | null;
  readonly channel: string | null;
  readonly contacts: number;
  readonly signings: Readonly<Record<Column, string>>;
  readonly amounts: Readonly<Record<Column, string>>;
  readonly without_amount: number;
  /** How many channels there are, also those that are cut. */
  readonly channels: number;
}
export type Column = (typeof COLUMNS)[number];
export const COLUMNS = ['first', 'last', 'linear', 'decay', 'position'] as const;

const MOST_CHANNELS = 500;
/** Decimal places of a share. */
const PLACES = 12;

/**
 * Shares are decimals, and the last contact takes what the others leave, so that those of a signing add up to 1 to the
 * last digit, and stay so when they are summed by channel.
 */
export function attributionStatement(filter: AttributionFilter): Statement {
  const given = new Placeholders();
  const pairs = pairsSql(filter, given);
  const conditions = withinDays('at2', filter, given);
  const halfLife = `${given.add(filter.halfLifeDays)}::float8`;
  const window = `${given.add(filter.windowDays)}::float8 * interval '1 day'`;
  const sql = `
    with ${pairs}, chosen as (
      select investor_id, project_id, at2 as signed_at, amount_cny
      from pair where at2 is not null ${conditions.map((condition) => `and ${condition}`).join(' ')}
    ), ${touchesSql()}, placed as (
      select *, row_number() over (partition by project_id, investor_id order by occurred_at, id) as nth,
        count(*) over (partition by project_id, investor_id) as of,
        extract(epoch from max(occurred_at) over (partition by project_id, investor_id) - occurred_at)::float8 / 86400 as days
      from touch where occurred_at >= signed_at - ${window}
    ), weighed as (
      -- Below 2^-1000 a weight is nothing, and beyond what a float8 can hold.
      select *, power(2::float8, -least(days / ${halfLife}, 1000)) as weight from placed
    ), rough as (
      select *, case when nth = 1 then 1::numeric else 0 end as first, case when nth = of then 1::numeric else 0 end as last,
        round(1::numeric / of, ${PLACES}) as linear,
        round((weight / sum(weight) over (partition by project_id, investor_id))::numeric, ${PLACES}) as decay,
        round(case when of <= 2 then 1::numeric / of when nth = 1 then 0.4 else 0.2 / (of - 2) end, ${PLACES}) as position
      from weighed
    ), shared as (
      select investor_id, project_id, medium, channel, first, last, ${['linear', 'decay', 'position'].map(exact).join(', ')}
      from rough
    ), credited as (
      select shared.medium, shared.channel, shared.medium is not null as touched,
        ${COLUMNS.map((column) => `coalesce(shared.${column}, 1) as ${column}`).join(', ')}, chosen.amount_cny
      from chosen left join shared using (investor_id, project_id)
    ), summed as (
      select medium, channel, grouping(channel) as whole, count(*) filter (where touched)::int as contacts,
        jsonb_build_object(${sums('%')}) as signings, jsonb_build_object(${sums('% * coalesce(amount_cny, 0)')}) as amounts,
        coalesce(sum(first) filter (where amount_cny is null), 0)::int as without_amount
      from credited group by grouping sets ((medium, channel), (medium))
    ), cut as (
      select summed.*, row_number() over (partition by whole order by contacts desc, medium, channel) as place
      from summed where whole = 1 or channel is not null
    )
    select medium, channel, contacts, signings, amounts, without_amount,
      (select count(*)::int from summed where channel is not null) as channels
    from cut where place <= ${MOST_CHANNELS} order by place`;
  return { sql, values: given.values };
}

/** The last contact's share is what those before it leave. */
function exact(column: string): string {
  return `case when nth < of then ${column} else 1 - coalesce(sum(${column}) over (partition by project_id, investor_id
    order by nth rows between unbounded preceding and 1 preceding), 0) end as ${column}`;
}

/** Texts, for a number of JSON would be read as a float. */
function sums(term: string): string {
  return COLUMNS.map((column) => `'${column}', sum(${term.replace('%', column)})::text`).join(', ');
}
