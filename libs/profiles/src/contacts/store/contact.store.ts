import { type Contact } from '@bole/contracts';
import {
  ConflictError,
  InvalidInputError,
  NotFoundError,
  PreconditionFailedError,
  shown,
} from '@bole/kernel';
import { type Transaction } from '@bole/persistence';
import { type PersonIdentity } from '@bole/platform';
import { timeZoneProblems } from '../../profile-rules';
import { grantedAfter } from '../consent-rule';
import { comparedColumns, type ContactRow } from '../contact';
import { beforeErasures, erasedAt } from '../erasure/erased-people';

/** The contacts of one city, within one transaction in its scope. */
export class ContactStore {
  constructor(private readonly transaction: Pick<Transaction, 'query'>) {}

  /** The contact, held for a change. Throws NotFoundError, and PreconditionFailedError when it is at another revision. */
  async hold(id: string, revision?: number): Promise<ContactRow> {
    const [row] = await this.transaction.query<ContactRow>(
      `select * from intake.contact where id = $1 for update`,
      [id],
    );
    if (row === undefined) throw contactNotFound(id);
    if (revision !== undefined && revision !== Number(row.revision))
      throw new PreconditionFailedError(
        'REVISION_MOVED_ON',
        `The contact is at revision ${row.revision} now, not at ${revision}: read it again.`,
      );
    return row;
  }

  /** Everybody in the city who may be the same person, held for a change; `Person.is` decides. */
  async holdKin(city: string, { investorId, email, phone }: PersonIdentity): Promise<ContactRow[]> {
    const compared = comparedColumns({ email, phone } as Contact);
    return this.transaction.query<ContactRow>(
      `select * from intake.contact
       where city = $1 and (investor_id = $2 or email = $3 or phone = $4) order by id for update`,
      [city, investorId, compared.email, compared.phone],
    );
  }

  async insert(row: Omit<ContactRow, 'revision' | 'email' | 'phone'>): Promise<void> {
    const { email, phone } = comparedColumns(row.contact);
    await this.transaction.query(
      `insert into intake.contact (id, investor_id, city, record_ref, place, contact, origin, email, phone, updated_at)
       values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10)`,
      [
        ...[row.id, row.investor_id, row.city, row.record_ref, row.place],
        ...[JSON.stringify(row.contact), row.origin, email, phone, row.updated_at],
      ],
    );
  }

  /** Returns the new revision. */
  async update(id: string, contact: Contact, origin: ContactRow['origin'], now: Date): Promise<number> {
    const { email, phone } = comparedColumns(contact);
    const [row] = await this.transaction.query<{ revision: string }>(
      `update intake.contact set contact = $2::jsonb, origin = $3, email = $4, phone = $5, updated_at = $6,
         revision = revision + 1
       where id = $1 returning revision`,
      [id, JSON.stringify(contact), origin, email, phone, now],
    );
    return Number(row?.revision);
  }

  /** Throws ConflictError for somebody who was erased in the city and gave no consent since. */
  async mustNotBeErased(city: string, investorId: string, contact: Contact): Promise<void> {
    await beforeErasures(this.transaction, [city]);
    const [erased] = await erasedAt(this.transaction, [{ city, identity: { ...contact, investorId } }]);
    if (erased === undefined || grantedAfter(contact.consent, erased)) return;
    throw new ConflictError(
      'CONTACT_ERASED',
      'This person was erased at their own wish. They may be kept again with a consent that they gave since.',
    );
  }
}

export function contactNotFound(id: string): NotFoundError {
  return new NotFoundError('CONTACT_NOT_FOUND', `There is no contact ${shown(id)} in this city.`);
}

/** Throws InvalidInputError for what the shape alone does not tell. */
export function checkContact({ timeZone, consent }: Contact, now: Date): void {
  const problems = [...timeZoneProblems(timeZone, 'timeZone'), ...consentProblems(consent, now, 'consent.')];
  if (problems.length > 0) throw new InvalidInputError(problems);
}

/** A consent is for a purpose (PIPL art. 14, GDPR art. 6(1)(a)), and was given by now. */
export function consentProblems({ status, purpose, at }: Contact['consent'], now: Date, path: string) {
  return [
    ...(status === 'granted' && purpose === undefined
      ? [{ code: 'FIELD_MISSING', field: `${path}purpose`, expected: 'what the consent is for' }]
      : []),
    ...(at !== undefined && Date.parse(at) > now.getTime()
      ? [{ code: 'INSTANT_IN_FUTURE', field: `${path}at`, value: at, expected: 'an instant that has passed' }]
      : []),
  ];
}
