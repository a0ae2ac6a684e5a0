import { channelSql, isContactSql, mediumSql } from '../contact-signals';

/**
 * A common table `touch`, after a table `chosen` of pairs with `signed_at`: the contacts of each pair before its signing,
 * or all where it has not signed. Contacts of the investor with the city as a whole, such as a check-in at a fair, count
 * for each of its pairs; they are `shared`.
 */
export function touchesSql(): string {
  const columns = `chosen.investor_id, chosen.project_id, chosen.signed_at, s.id, s.occurred_at,
    ${mediumSql('s')} as medium, ${channelSql('s')} as channel`;
  const counts = `s.tenant = (select access.acting_city()) and ${isContactSql('s')}
    and (chosen.signed_at is null or s.occurred_at < chosen.signed_at)`;
  return `touch as (
    select ${columns}, false as shared from chosen join intake.signal as s
      on s.investor_id = chosen.investor_id and s.project_id = chosen.project_id
    where ${counts}
    union all
    select ${columns}, true from chosen join intake.signal as s
      on s.investor_id = chosen.investor_id and s.project_id is null
    where ${counts}
  )`;
}
