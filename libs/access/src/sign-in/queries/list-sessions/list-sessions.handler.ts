import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { SESSION_IDLE_MS, sessionOf, type SignInMeans } from '../../session/session';
import { OWN_SESSIONS, ownSessionParameters } from '../../session/session.store';
import { ListSessionsQuery, type SessionList } from './list-sessions.query';

interface SessionRow {
  readonly id: string;
  readonly city: string;
  readonly means: SignInMeans;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly ip: string | null;
  readonly user_agent: string | null;
}

/** More than anybody has; who opens sessions by a program sees the latest. */
const MOST = 200;

@QueryHandler(ListSessionsQuery)
export class ListSessionsHandler implements IQueryHandler<ListSessionsQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ by }: ListSessionsQuery): Promise<SessionList> {
    const present = sessionOf(by).id;
    const now = this.clock.now();
    const rows = await Acting.run(SIGN_IN, () =>
      this.unitOfWork.query<SessionRow>(
        `select id, city, means, created_at, last_seen_at, expires_at, ip, user_agent from access.session
         where ${OWN_SESSIONS} and expires_at > $4 and last_seen_at > $5
         order by last_seen_at desc, id limit ${MOST}`,
        [...ownSessionParameters(by), now, new Date(now.getTime() - SESSION_IDLE_MS)],
      ),
    );
    return {
      items: rows.map((row) => ({
        id: row.id,
        city: row.city,
        means: row.means,
        createdAt: row.created_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        ip: row.ip,
        userAgent: row.user_agent,
        present: row.id === present,
      })),
    };
  }
}
