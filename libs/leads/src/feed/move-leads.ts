import { type Transaction } from '@bole/persistence';

/**
 * A lead belongs to the city of its project: should that ever move, its leads move along at once. For the city that they
 * leave they are gone, for the one that they come to they are new.
 */
export async function moveLeads(transaction: Transaction, projectIds: readonly string[]): Promise<void> {
  await transaction.query(
    `with moving as (
       select match.project_id, match.investor_id, match.city as from_city, party.city as to_city
       from matching.match join matching.party on party.kind = 'project' and party.id = match.project_id
       where party.id = any($1::text[]) and match.city is distinct from party.city
       order by match.project_id, match.investor_id for update of match
     ), moved as (
       update matching.match set city = moving.to_city from moving
       where match.project_id = moving.project_id and match.investor_id = moving.investor_id
       returning match.*, moving.from_city
     )
     insert into matching.lead_change (city, project_id, changes)
     select from_city, project_id, jsonb_agg(${leadOf(`'was', score, 'forProject', false, 'forInvestor', false, 'gone', true`)})
     from moved group by from_city, project_id
     union all
     select city, project_id, jsonb_agg(${leadOf(`'was', null, 'forProject', for_project, 'forInvestor', for_investor`)})
     from moved group by city, project_id`,
    [projectIds],
  );
  await takeMarksAlong(transaction, projectIds);
}

/**
 * What was decided last goes with the lead, without its note, which the former city keeps for itself. What the new city
 * has decided stands.
 */
async function takeMarksAlong(transaction: Transaction, projectIds: readonly string[]): Promise<void> {
  await transaction.query(
    `insert into leads.lead_mark (city, project_id, investor_id, lead_id, mark, by_kind, by_id, by_name, at)
     select city, project_id, investor_id, lead_id, mark, 'city', former, former, at from (
       select distinct on (mark.project_id, mark.investor_id) party.city, mark.city as former, mark.project_id,
         mark.investor_id, mark.lead_id, mark.mark, mark.at
       from leads.lead_mark as mark join matching.party on party.kind = 'project' and party.id = mark.project_id
         join access.city on city.code = party.city
       where party.id = any($1::text[]) and mark.city <> party.city
       order by mark.project_id, mark.investor_id, mark.at desc) as latest
     where mark is not null
     on conflict do nothing`,
    [projectIds],
  );
}

function leadOf(rest: string): string {
  return `jsonb_build_object('leadId', lead_id, 'investorId', investor_id, 'score', score, 'moved', '[]'::jsonb, ${rest})`;
}
