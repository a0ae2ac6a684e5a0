import { Placeholders } from '@bole/persistence';
import { type Medium } from '../contact-signals';
import { withinDays } from '../days';
import { type ChannelsFilter, type ReachedBy } from '../queries/channels/channels.query';
import { touchesSql } from './contacts.sql';
import { type Statement } from './heavy-question';
import { pairsSql } from './pairs.sql';

/** Of one channel (`medium` and `channel`), or of the pairs reached in one way (`reached_by`). */
export interface ReachRow {
  readonly medium: Medium | null;
  readonly channel: string | null;
  readonly reached_by: ReachedBy | null;
  readonly contacts: number;
  readonly pairs: number;
  readonly signed: number;
  readonly median_days: number | null;
  /** How many channels there are, also those that are cut. */
  readonly channels: number;
}

const MOST_CHANNELS = 500;

export function channelsStatement(filter: ChannelsFilter): Statement {
  const given = new Placeholders();
  const pairs = pairsSql(filter, given);
  const conditions = ['true', ...withinDays('at0', filter, given)];
  const outcome = `count(*)::int as pairs, count(signed_at)::int as signed,
    percentile_cont(0.5) within group (order by extract(epoch from signed_at - first_at)::float8 / 86400) as median_days`;
  const sql = `
    with ${pairs}, chosen as (
      select investor_id, project_id, at2 as signed_at from pair where ${conditions.join(' and ')}
    ), ${touchesSql()}, by_channel as (
      select medium, channel, investor_id, project_id, signed_at, min(occurred_at) as first_at,
        count(*) filter (where not shared) as own
      from touch group by medium, channel, investor_id, project_id, signed_at
    ), shared as (
      select medium, channel, count(distinct id) as contacts from touch where shared group by medium, channel
    ), reached as (
      select medium, channel, sum(own) as own, ${outcome} from by_channel group by medium, channel
    ), placed as (
      select reached.*, (own + coalesce(shared.contacts, 0))::int as contacts,
        row_number() over (order by pairs desc, medium, channel) as place
      from reached left join shared using (medium, channel)
    ), by_pair as (
      select investor_id, project_id, chosen.signed_at, min(first_at) as first_at, coalesce(sum(own), 0) as own,
        case when count(medium) = 0 then 'none' when min(medium) = max(medium) then min(medium) else 'both' end as reached_by
      from chosen left join by_channel using (investor_id, project_id)
      group by investor_id, project_id, chosen.signed_at
    ), shared_by_way as (
      select reached_by, count(distinct touch.id) as contacts
      from touch join by_pair using (investor_id, project_id) where shared group by reached_by
    ), by_way as (
      select reached_by, sum(own) as own, ${outcome} from by_pair group by reached_by
    )
    select medium, channel, null as reached_by, contacts, pairs, signed, median_days, place,
      (select count(*)::int from placed) as channels
    from placed where place <= ${MOST_CHANNELS}
    union all
    select null, null, reached_by, (own + coalesce(shared_by_way.contacts, 0))::int, pairs, signed, median_days, null,
      (select count(*)::int from placed)
    from by_way left join shared_by_way using (reached_by)
    order by place`;
  return { sql, values: given.values };
}
