import { holdsOneOf, type Placeholders } from '@bole/persistence';
import { askedIndustry } from '@bole/taxonomy';
import { type PartyKind } from '../party-kind';
import { type ProfileFilter } from '../queries/list-profiles/list-profiles.query';
import { isMine } from './profile.row';

/** The conditions of a filter on a profile called `party`. */
export function filterConditions(
  kind: PartyKind,
  filter: ProfileFilter,
  placeholders: Placeholders,
): string[] {
  const member = (name: string, value: string | undefined) =>
    value === undefined ? [] : [`party.profile ->> '${name}' = ${placeholders.add(value)}`];
  const { industry, country, division, updatedSince, mine, city, among } = filter;
  return [
    ...member('status', filter.status),
    ...(kind === 'investor'
      ? member('kind', filter.investorKind)
      : [...member('type', filter.projectType), ...member('visibility', filter.visibility)]),
    ...(kind === 'project' && city !== undefined ? [`party.city = ${placeholders.add(city)}`] : []),
    ...(among === undefined ? [] : [`party.id = any(${placeholders.add(among)}::text[])`]),
    ...(industry === undefined
      ? []
      : [holdsOneOf(`party.profile -> 'industries'`, askedIndustry(industry), placeholders)]),
    ...(country === undefined ? [] : [hasPlace(kind, `->> 'country' = ${placeholders.add(country)}`)]),
    ...(division === undefined
      ? []
      : [hasPlace(kind, `->> 'division' like ${placeholders.add(`${prefixOf(division)}%`)}`)]),
    ...(updatedSince === undefined ? [] : [`party.updated_at >= ${placeholders.add(updatedSince)}`]),
    ...(mine === undefined ? [] : [mine ? isMine(kind) : `not ${isMine(kind)}`]),
  ];
}

function hasPlace(kind: PartyKind, condition: string): string {
  if (kind === 'project') return `party.profile -> 'place' ${condition}`;
  return `(party.profile -> 'home' ${condition}
    or exists (select from jsonb_array_elements(party.profile -> 'presence') as place where place ${condition}))`;
}

/** What the codes of all that lies in a division begin with. */
function prefixOf(division: string): string {
  if (division.endsWith('0000')) return division.slice(0, 2);
  return division.endsWith('00') ? division.slice(0, 4) : division;
}
