import { type UnitOfWork } from '@bole/persistence';
import { Person, type PersonIdentity } from '@bole/platform';
import { type ContactRow } from '../contact';
import { ContactStore } from '../store/contact.store';

/** The person that a contact is, with all contacts of the city that are the same person. */
export async function personOf(transaction: Pick<UnitOfWork, 'query'>, row: ContactRow): Promise<Person> {
  const identity = identityOf(row);
  const one = new Person(row.city, identity, [row.id], [identity]);
  const kin = (await new ContactStore(transaction).holdKin(row.city, identity)).filter((other) =>
    one.is(identityOf(other)),
  );
  return new Person(
    row.city,
    identity,
    kin.map(({ id }) => id),
    kin.map(identityOf),
  );
}

function identityOf({ investor_id: investorId, contact }: ContactRow): PersonIdentity {
  const { name, email, phone } = contact;
  return { investorId, name, email, phone };
}
