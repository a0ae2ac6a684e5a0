/** SQL of the `ListedLife` of a lead called `match`, null for one that nobody has decided about. */
export const LISTED_LIFE = `(select jsonb_build_object('stage', lead.stage, 'state', lead.state, 'codeName', lead.code_name,
    'owner', case when lead.owner_id is not null then jsonb_build_object('id', lead.owner_id, 'name', lead.owner_name) end,
    'nextStep', case when lead.next_step is not null
      then jsonb_build_object('what', lead.next_step, 'on', lead.next_step_on) end)
  from leads.lead where lead.city = match.city and lead.lead_id = match.lead_id)`;
