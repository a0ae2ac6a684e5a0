import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Ids, UnauthenticatedError } from '@bole/kernel';
import { type Transaction } from '@bole/persistence';
import { CLOCK, IDS } from '@bole/platform';
import { AuditTrail } from '../audit/audit-trail';
import {
  type Account,
  accountByEmail,
  accountById,
  addMembership,
  addPerson,
} from '../people/store/person.store';
import { type Role } from '../permission';
import { type Origin } from '../principal';

/** Who a city's provider says that somebody is. */
export interface VerifiedPerson {
  readonly city: string;
  readonly issuer: string;
  readonly subject: string;
  /** Verified, of a domain that the city lets in; in lower case. */
  readonly email: string;
  readonly name: string | undefined;
}

/**
 * Finds the person whom a city's provider vouches for: by issuer and subject, at first by the address. Both hold within that city
 * alone, so that no city's provider can speak for the people of another.
 */
@Injectable()
export class PersonLinker {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    private readonly audit: AuditTrail,
  ) {}

  /** Makes who is new a member, by invitation or default role. Throws UnauthenticatedError for who is neither. */
  async link(
    transaction: Transaction,
    person: VerifiedPerson,
    defaultRole: Role | null,
    origin: Origin,
  ): Promise<Account> {
    const { city, issuer, subject } = person;
    const [known] = await transaction.query<{ person_id: string }>(
      `select person_id from access.external_identity where city = $1 and issuer = $2 and subject = $3`,
      [city, issuer, subject],
    );
    if (known !== undefined) return this.admitted(await accountById(transaction, known.person_id), city);

    const found = await accountByEmail(transaction, person.email);
    if (found !== undefined) await refuseOtherSubject(transaction, person, found);
    const account = this.isMember(found, city)
      ? found
      : await this.join(transaction, person, found, defaultRole, origin);
    await transaction.query(
      `insert into access.external_identity (city, issuer, subject, person_id, linked_at) values ($1, $2, $3, $4, $5)`,
      [city, issuer, subject, account.id, this.clock.now()],
    );
    await this.audit.record(
      transaction,
      { kind: 'person', id: account.id, name: account.name, origin },
      {
        city,
        action: 'person.single-sign-on-linked',
        object: { kind: 'person', id: account.id },
        after: { issuer, subject },
      },
    );
    return account;
  }

  private async join(
    transaction: Transaction,
    { city, email, name }: VerifiedPerson,
    found: Account | undefined,
    defaultRole: Role | null,
    origin: Origin,
  ): Promise<Account> {
    const now = this.clock.now();
    const [invitation] = await transaction.query<{ id: string; role: Role }>(
      `update access.invitation set accepted_at = $3
       where city = $1 and email = $2 and accepted_at is null and revoked_at is null and expires_at > $3
       returning id, role`,
      [city, email, now],
    );
    const role = invitation?.role ?? defaultRole;
    if (role === null || found?.disabled === true) throw notInvited();
    const shownName = (name ?? email.split('@')[0] ?? email).slice(0, 100);
    const personId =
      found?.id ??
      (await addPerson(transaction, { id: this.ids.next(), email, name: shownName, language: 'zh' }, now));
    await addMembership(transaction, { personId, city, role }, now);
    const account = this.admitted(await accountById(transaction, personId), city);
    await this.audit.record(
      transaction,
      { kind: 'person', id: personId, name: account.name, origin },
      {
        city,
        action: 'person.joined',
        object: { kind: 'person', id: personId },
        after: { email, role, invitation: invitation?.id ?? null },
      },
    );
    return account;
  }

  private isMember(account: Account | undefined, city: string): account is Account {
    return account?.memberships.some((membership) => membership.city === city) === true;
  }

  private admitted(account: Account | undefined, city: string): Account {
    if (!this.isMember(account, city) || account.disabled) throw notInvited();
    return account;
  }
}

/** An address that was given to somebody else since: the new holder is not the person whom Bole knows by it. */
async function refuseOtherSubject(
  transaction: Transaction,
  { city, issuer }: VerifiedPerson,
  { id }: Account,
): Promise<void> {
  const others = await transaction.query(
    `select from access.external_identity where city = $1 and issuer = $2 and person_id = $3`,
    [city, issuer, id],
  );
  if (others.length > 0)
    throw new UnauthenticatedError(
      'SINGLE_SIGN_ON_OTHER_ACCOUNT',
      'This address belonged to another account of the city’s sign-on before: have the member removed and invited anew.',
    );
}

function notInvited(): UnauthenticatedError {
  return new UnauthenticatedError(
    'SINGLE_SIGN_ON_NOT_INVITED',
    'You are not a member of this city: ask to be invited.',
  );
}
