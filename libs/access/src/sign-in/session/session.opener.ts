import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Ids, UnauthenticatedError } from '@bole/kernel';
import { type Transaction } from '@bole/persistence';
import { CLOCK, IDS } from '@bole/platform';
import { AuditTrail } from '../../audit/audit-trail';
import { type Account, type Membership } from '../../people/store/person.store';
import { type Origin } from '../../principal';
import { csrfTokenOf, newSecret, secretHash } from '../../secret';
import { SESSION_LONGEST_MS, type SignedIn, type SignInMeans } from './session';

export interface Opening {
  readonly account: Account;
  /** Absent: the city signed in to last. */
  readonly city?: string | undefined;
  readonly means: SignInMeans;
  readonly origin: Origin;
  /** Of the session that the browser came with: it ends. */
  readonly previousToken?: string | undefined;
}

/** Opens sessions, each with a new token: one that somebody planted in a browser beforehand is worth nothing. */
@Injectable()
export class SessionOpener {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    private readonly audit: AuditTrail,
  ) {}

  /** Works under SIGN_IN and writes to the audit, so it comes last. Throws UnauthenticatedError where the person may not come in. */
  async open(transaction: Transaction, opening: Opening): Promise<SignedIn> {
    const { account, means, origin, previousToken } = opening;
    const membership = admission(account, opening.city);
    if (membership === undefined) throw signInRefused();
    const now = this.clock.now();
    const session = { id: this.ids.next(), token: newSecret() };
    const expiresAt = new Date(now.getTime() + SESSION_LONGEST_MS);
    await transaction.query(
      `delete from access.session where token_hash = $1 or (person_id = $2 and expires_at <= $3)`,
      [previousToken === undefined ? '' : secretHash(previousToken), account.id, now],
    );
    await transaction.query(
      `insert into access.session (id, token_hash, person_id, city, means, created_at, last_seen_at, expires_at, ip, user_agent)
       values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9)`,
      [
        session.id,
        secretHash(session.token),
        account.id,
        membership.city,
        means,
        now,
        expiresAt,
        origin.ip ?? null,
        origin.userAgent?.slice(0, 300) ?? null,
      ],
    );
    await transaction.query(
      `update access.membership set signed_in_at = $3 where person_id = $1 and city = $2`,
      [account.id, membership.city, now],
    );
    await this.audit.record(
      transaction,
      { kind: 'person', id: account.id, name: account.name, origin },
      {
        city: membership.city,
        action: 'session.opened',
        object: { kind: 'session', id: session.id },
        after: { means },
      },
    );
    return signedIn(account, membership, session.token, expiresAt);
  }
}

export function signedIn(
  { id, name, email, language, memberships }: Account,
  { city, role }: Membership,
  token: string,
  expiresAt: Date,
): SignedIn {
  return {
    token,
    answer: {
      person: { id, name, email, language },
      city,
      role,
      cities: [...memberships].sort((a, b) => (a.city < b.city ? -1 : 1)),
      csrfToken: csrfTokenOf(token),
      expiresAt: expiresAt.toISOString(),
    },
  };
}

/** One sentence for every reason not to let somebody in: which of them it was is nobody's business. */
export function signInRefused(): UnauthenticatedError {
  return new UnauthenticatedError('SIGN_IN_REFUSED', 'The address or the password is not right.');
}

/** The membership that the person would act under; undefined when it may not come in. */
export function admission({ disabled, memberships }: Account, city?: string): Membership | undefined {
  if (disabled) return undefined;
  return city === undefined ? memberships[0] : memberships.find((one) => one.city === city);
}
