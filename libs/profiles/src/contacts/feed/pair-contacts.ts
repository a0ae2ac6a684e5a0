import { type Contact } from '@bole/contracts';
import { comparedName } from '@bole/platform';
import { comparedColumns, type ContactRow } from '../contact';

/**
 * Which kept contact each named one is, in the order of `named`: the same e-mail address, else the same phone number,
 * else the same name. No kept one is two; who is nobody's is undefined, and new.
 */
export function pairContacts(
  named: readonly { readonly contact: Contact }[],
  kept: readonly ContactRow[],
): (ContactRow | undefined)[] {
  const pairs: (ContactRow | undefined)[] = named.map(() => undefined);
  // One way after the other for all, so that a namesake does not take what an address decides.
  for (const isSame of WAYS) {
    named.forEach(({ contact }, at) => {
      pairs[at] ??= kept.find((row) => !pairs.includes(row) && isSame(contact, row));
    });
  }
  return pairs;
}

const WAYS: readonly ((contact: Contact, row: ContactRow) => boolean)[] = [
  (contact, row) => row.email !== null && comparedColumns(contact).email === row.email,
  (contact, row) => row.phone !== null && comparedColumns(contact).phone === row.phone,
  (contact, row) => comparedName(contact.name) === comparedName(row.contact.name),
];
