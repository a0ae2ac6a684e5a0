import { type Placeholders } from '@bole/persistence';
import { comparedEmail, comparedPhone } from '@bole/platform';
import { type ContactCut } from '../queries/list-contacts/list-contacts.query';

/** Fewer digits could be part of anything. */
const LEAST_DIGITS = 5;

/** The conditions of a filter on a contact called `known`. */
export function contactConditions({ investorId, q, consent }: ContactCut, given: Placeholders): string[] {
  return [
    ...(investorId === undefined ? [] : [`known.investor_id = ${given.add(investorId)}`]),
    ...(consent === undefined ? [] : [`known.contact #>> '{consent,status}' = ${given.add(consent)}`]),
    ...(q === undefined ? [] : [says(q, given)]),
  ];
}

function says(q: string, given: Placeholders): string {
  const text = `lower(${given.add(q)}::text)`;
  const phone = comparedPhone(q);
  const ways = [
    `position(${text} in lower(known.contact ->> 'name')) > 0`,
    `position(${text} in lower(known.contact ->> 'role')) > 0`,
    `known.email = ${given.add(comparedEmail(q))}`,
    ...(phone.length < LEAST_DIGITS ? [] : [`known.phone = ${given.add(phone)}`]),
  ];
  return `(${ways.join(' or ')})`;
}
