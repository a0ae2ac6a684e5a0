import { Inject, Injectable } from '@nestjs/common';
import { type Clock } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { KEY_SCOPES, type Permission, type Role, ROLE_PERMISSIONS } from '../permission';
import { type Principal } from '../principal';
import { neighboursOf } from '../sign-in/authenticator/neighbours';
import { SESSION_IDLE_MS } from '../sign-in/session/session';

interface SessionRow {
  readonly id: string;
  readonly city: string;
  readonly role: Role;
  readonly neighbours: readonly string[];
  readonly projects: readonly string[] | null;
}

interface KeyRow {
  readonly id: string;
  readonly scopes: readonly Permission[];
  readonly neighbours: readonly string[];
}

/**
 * Whether those who were let in a while ago still would be: for what outlives the request that it began with. It counts
 * no request of a key, and keeps no session from going idle.
 */
@Injectable()
export class PrincipalStanding {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Those of `principals` whose session or key still holds, by `standingKey`, with the permissions and the scope that they
   * have now. Two questions to the database, however many they are.
   */
  async of(principals: readonly Principal[]): Promise<ReadonlyMap<string, Principal>> {
    const given = new Map(principals.map((principal) => [standingKey(principal), principal]));
    const people = [...given.values()].flatMap(({ session }) => session?.id ?? []);
    const keys = [...given.values()].flatMap(({ kind, id }) => (kind === 'key' ? id : []));
    const [sessions, held] = await Acting.run(SIGN_IN, () =>
      Promise.all([this.sessions(people), this.keys(keys)]),
    );
    const standing = new Map<string, Principal>();
    const keep = (key: string, change: Pick<Principal, 'role' | 'permissions' | 'scope'>): void => {
      const principal = given.get(key);
      if (principal !== undefined) standing.set(key, { ...principal, ...change });
    };
    for (const { id, city, role, neighbours, projects } of sessions) {
      // A session that has been switched to another city stands for nothing in this one any more.
      if (given.get(`session:${id}`)?.city !== city) continue;
      const scope = { city, neighbours, ...(projects === null ? {} : { projects }) };
      keep(`session:${id}`, { role, permissions: new Set(ROLE_PERMISSIONS[role]), scope });
    }
    for (const { id, scopes, neighbours } of held) {
      const city = given.get(`key:${id}`)?.city ?? '';
      const permissions = new Set(scopes.filter((scope) => KEY_SCOPES.includes(scope)));
      keep(`key:${id}`, { role: undefined, permissions, scope: { city, neighbours } });
    }
    return standing;
  }

  private async sessions(ids: readonly string[]): Promise<SessionRow[]> {
    if (ids.length === 0) return [];
    const now = this.clock.now();
    return this.unitOfWork.query<SessionRow>(
      `select session.id, session.city, membership.role, ${neighboursOf('session.city')} as neighbours,
         case when membership.role = 'adviser' then array(select project_id from access.share
           where share.city = session.city and share.person_id = session.person_id order by project_id) end as projects
       from access.session
         join access.membership using (person_id, city)
         join access.person on person.id = session.person_id
       where session.id = any($1::text[]) and person.disabled_at is null
         and session.expires_at > $2 and session.last_seen_at > $3`,
      [ids, now, new Date(now.getTime() - SESSION_IDLE_MS)],
    );
  }

  private async keys(ids: readonly string[]): Promise<KeyRow[]> {
    if (ids.length === 0) return [];
    return this.unitOfWork.query<KeyRow>(
      `select id, scopes, ${neighboursOf('api_key.city')} as neighbours from access.api_key
       where id = any($1::text[]) and revoked_at is null and expires_at > $2`,
      [ids, this.clock.now()],
    );
  }
}

/** What a principal stands by: its session, or its key. */
export function standingKey({ kind, id, session }: Principal): string {
  return kind === 'key' ? `key:${id}` : `session:${session?.id ?? ''}`;
}
