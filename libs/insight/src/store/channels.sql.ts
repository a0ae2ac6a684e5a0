import { Placeholders } from '@bole/persistence';
import { type Medium } from '../contact-signals';
import { withinDays } from '../days';
import { type ChannelsFilter, type ReachedBy } from '../queries/channels/channels.query';
import { touchesSql } from './contacts.sql';
import { type Statement } from './funnel.sql';
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
      select medium, channel, investor_id, project_id, signed_at, min(occurred_at) as first_at
      from touch group by medium, channel, investor_id, project_id, signed_at
    ), reached as (
      select medium, channel, ${outcome} from by_channel group by medium, channel
    ), contacts as (
      select medium, channel, count(distinct id)::int as contacts from touch group by medium, channel
    ), placed as (
      select reached.*, contacts, row_number() over (order by pairs desc, medium, channel) as place
      from reached join contacts using (medium, channel)
    ), by_pair as (
      select chosen.investor_id, chosen.project_id, chosen.signed_at, min(touch.occurred_at) as first_at,
        case when count(touch.id) = 0 then 'none' when min(medium) = max(medium) then min(medium) else 'both' end as reached_by
      from chosen left join touch using (investor_id, project_id)
      group by chosen.investor_id, chosen.project_id, chosen.signed_at
    ), contacts_by_pair as (
      select reached_by, count(distinct touch.id)::int as contacts
      from by_pair left join touch using (investor_id, project_id) group by reached_by
    )
    select medium, channel, null as reached_by, contacts, pairs, signed, median_days, place,
      (select count(*)::int from placed) as channels
    from placed where place <= ${MOST_CHANNELS}
    union all
    select null, null, reached_by, contacts, ${outcome}, null, (select count(*)::int from placed)
    from by_pair join contacts_by_pair using (reached_by) group by reached_by, contacts
    order by place`;
  return { sql, values: given.values };
}
