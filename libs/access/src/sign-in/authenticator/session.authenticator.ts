import { Inject, Injectable } from '@nestjs/common';
import { type Clock, UnauthenticatedError } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { type Permission, type Role, ROLE_PERMISSIONS, ROLES } from '../../permission';
import { type Origin, type Principal } from '../../principal';
import { csrfTokenOf, secretHash } from '../../secret';
import { SESSION_IDLE_MS, SESSION_TOUCH_MS } from '../session/session';
import { neighboursOf } from './neighbours';
import { PrincipalCache } from './principal.cache';

interface SessionRow {
  readonly id: string;
  readonly person_id: string;
  readonly city: string;
  readonly role: Role;
  readonly name: string;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly neighbours: readonly string[];
  /** Of an adviser; null for other roles. */
  readonly projects: readonly string[] | null;
}

interface KeptSession {
  readonly principal: Principal;
  readonly expiresAt: Date;
  lastSeenAt: Date;
}

const PERMISSIONS_OF: ReadonlyMap<Role, ReadonlySet<Permission>> = new Map(
  ROLES.map((role) => [role, new Set(ROLE_PERMISSIONS[role])]),
);

/** Who asks, by a session's token. */
@Injectable()
export class SessionAuthenticator {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly cache: PrincipalCache,
  ) {}

  async principal(token: string, origin: Origin): Promise<Principal | undefined> {
    const hash = secretHash(token);
    const session = await this.cache.get(hash, () => this.read(hash, token));
    if (session === undefined) return undefined;
    const now = this.clock.now().getTime();
    if (now >= session.expiresAt.getTime() || now - session.lastSeenAt.getTime() >= SESSION_IDLE_MS)
      throw new UnauthenticatedError('SESSION_EXPIRED', 'The session is over: sign in again.');
    if (now - session.lastSeenAt.getTime() >= SESSION_TOUCH_MS) await this.touch(session, new Date(now));
    return { ...session.principal, origin };
  }

  private async read(hash: string, token: string): Promise<KeptSession | undefined> {
    const [row] = await Acting.run(SIGN_IN, () =>
      this.unitOfWork.query<SessionRow>(
        `select session.id, session.person_id, session.city, session.last_seen_at, session.expires_at,
           membership.role, person.name, ${neighboursOf('session.city')} as neighbours,
           case when membership.role = 'adviser' then array(select project_id from access.share
             where share.city = session.city and share.person_id = session.person_id order by project_id) end as projects
         from access.session
           join access.membership using (person_id, city)
           join access.person on person.id = session.person_id
         where session.token_hash = $1 and person.disabled_at is null`,
        [hash],
      ),
    );
    if (row === undefined) return undefined;
    const principal: Principal = {
      kind: 'person',
      id: row.person_id,
      name: row.name,
      city: row.city,
      role: row.role,
      permissions: PERMISSIONS_OF.get(row.role) ?? new Set(),
      scope: {
        city: row.city,
        neighbours: row.neighbours,
        ...(row.projects === null ? {} : { projects: row.projects }),
      },
      session: { id: row.id, csrfToken: csrfTokenOf(token) },
    };
    return { principal, expiresAt: row.expires_at, lastSeenAt: row.last_seen_at };
  }

  private async touch(session: KeptSession, now: Date): Promise<void> {
    session.lastSeenAt = now;
    await Acting.run(SIGN_IN, () =>
      this.unitOfWork.query(
        `update access.session set last_seen_at = $2 where id = $1 and last_seen_at < $2`,
        [session.principal.session?.id, now],
      ),
    );
  }
}
