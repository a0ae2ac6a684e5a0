import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import {
  type Permission,
  PERMISSIONS,
  type Principal,
  PrincipalStanding,
  type Role,
  ROLE_PERMISSIONS,
} from '@bole/access';
import { LEAD_BELL_CHANNEL, type LeadChange, LeadFeedModule } from '@bole/leads';
import { ALL_CITIES, Bell } from '@bole/persistence';
import {
  createProcessLog,
  EnginesModule,
  ON_REQUEST,
  readConfig,
  type RunningProcess,
  startProcess,
} from '@bole/platform';
import { Client } from 'pg';
import { type Worker, workAs } from '../../../../../test/support/acting';
import { freshDatabase, type TestDatabase } from '../../../../../test/support/database';
import { EventStream } from '../../../../../test/support/event-stream';
import { GATEWAY_HTTP } from '../edge/gateway-http';
import { AUDIT, AUTHENTICATOR, EDGE_PROVIDERS } from '../endpoint';
import { EVENT_LIMITS, type EventLimits } from './event-limits';
import { EventsController } from './events.controller';
import { LiveFeed } from './live-feed';

export const SUZHOU = '320500';
export const WUXI = '320200';

const key = (id: string, city: string, permissions: readonly Permission[]): Principal => ({
  kind: 'key',
  id,
  name: id,
  city,
  role: undefined,
  permissions: new Set(permissions),
  scope: { city, neighbours: [] },
});
/** With a session, by which the database knows it. */
const person = (id: string, city: string, role: Role, projects?: string[]): Principal => ({
  kind: 'person',
  id,
  name: id,
  city,
  role,
  permissions: new Set(ROLE_PERMISSIONS[role]),
  scope: { city, neighbours: [], ...(projects === undefined ? {} : { projects }) },
  session: { id: `session-${id}`, csrfToken: id },
});
const CALLERS: Readonly<Record<string, Principal>> = {
  bole_suzhou: key('keysuzho', SUZHOU, PERMISSIONS),
  bole_second: key('keysecon', SUZHOU, PERMISSIONS),
  bole_wuxi: key('keywuxi0', WUXI, PERMISSIONS),
  bole_adviser: person('adviser', SUZHOU, 'adviser', ['p-shared']),
  bole_officer: person('officer', SUZHOU, 'officer'),
  bole_unread: key('keyunrea', SUZHOU, ['projects:read']),
};

const LIMITS: EventLimits = {
  listeners: 6,
  perCaller: 4,
  bufferBytes: 64 * 1_024,
  patienceMs: 200,
  heartbeatMs: 150,
  // While there is nothing to tell, when a test says so.
  standingMs: 1_000_000,
  pollMs: 200,
  longestMs: 1_000_000,
  closingMs: 500,
};

/** Those of the house that runs; a test may change them. */
export const limits = { ...LIMITS };

@Module({
  imports: [EnginesModule.forService('gateway', ON_REQUEST), LeadFeedModule],
  controllers: [EventsController],
  providers: [
    ...EDGE_PROVIDERS,
    LiveFeed,
    PrincipalStanding,
    { provide: EVENT_LIMITS, useValue: limits },
    {
      provide: AUTHENTICATOR,
      useValue: { bySession: async () => undefined, byKey: async (text: string) => CALLERS[text] },
    },
    { provide: AUDIT, useValue: { record: () => Promise.reject(new Error('Nothing here is audited')) } },
  ],
})
class ListeningModule {}

export interface Told {
  readonly projectId: string;
  readonly revision: number;
  readonly changes: readonly LeadChange[];
}

/** A gateway with nothing but events, narrow limits, and the feed's table to write to. */
export class ListeningHouse {
  private readonly streams: EventStream[] = [];

  private constructor(
    private readonly database: TestDatabase,
    readonly owner: Client,
    readonly service: Worker,
    readonly running: RunningProcess,
  ) {}

  static async open(): Promise<ListeningHouse> {
    Object.assign(limits, LIMITS);
    const database = await freshDatabase();
    const owner = new Client({ ...database.connection });
    await owner.connect();
    await owner.query(
      `insert into access.city (code, zh, en) values ('320500', '苏州', 'Suzhou'), ('320200', '无锡', 'Wuxi')`,
    );
    for (const caller of Object.values(CALLERS)) await keep(owner, caller);
    const service = await workAs(database.connection, 'bole_service', ALL_CITIES);
    const { user, password, host, port, database: name } = database.connection;
    const config = readConfig({
      BOLE_DATABASE: `postgres://${user}:${password}@${host}:${port}/${name}`,
      BOLE_PORT: '0',
      BOLE_LOG_LEVEL: 'silent',
      BOLE_CHECK_ANSWERS: 'on',
    });
    const running = await startProcess({
      name: 'test',
      parts: [{ name: 'gateway', module: ListeningModule, http: GATEWAY_HTTP }],
      config,
      onFailure: (error) => {
        throw error;
      },
      given: { log: createProcessLog(config, 'test', process.stderr) },
    });
    return new ListeningHouse(database, owner, service, running);
  }

  async close(): Promise<void> {
    for (const stream of this.streams) stream.close();
    await this.running.close();
    await this.service.close();
    await this.owner.end();
    await this.database.drop();
  }

  get live(): LiveFeed {
    return this.running.part('gateway').get(LiveFeed);
  }

  get bell(): Bell {
    return new Bell(this.service.unitOfWork, LEAD_BELL_CHANNEL);
  }

  /** Opens a stream; rejects with the status of any other answer. */
  async listen(
    who = 'bole_suzhou',
    query = '',
    given: { after?: string | undefined; paused?: boolean } = {},
  ): Promise<EventStream> {
    const stream = await EventStream.open(
      `${this.running.url}/api/v1/events${query}`,
      {
        authorization: `Bearer ${who}`,
        ...(given.after === undefined ? {} : { 'last-event-id': given.after }),
      },
      { paused: given.paused === true },
    );
    this.streams.push(stream);
    return stream;
  }

  /** One row of the feed, found by looking. */
  async writeQuietly(projectId: string, changes: readonly LeadChange[] = [lead('i-1', 1)], city = SUZHOU) {
    await this.service.unitOfWork.query(
      `insert into matching.lead_change (city, project_id, changes) values ($1, $2, $3)`,
      [city, projectId, JSON.stringify(changes)],
    );
  }

  /** The same, and the bell rung. */
  async write(projectId: string, changes: readonly LeadChange[] = [lead('i-1', 1)], city = SUZHOU) {
    await this.writeQuietly(projectId, changes, city);
    this.bell.ring([city]);
  }
}

/** A person may act for both cities. */
async function keep(owner: Client, { kind, id, city, role, permissions, scope }: Principal): Promise<void> {
  if (kind === 'key') {
    await owner.query(
      `insert into access.api_key (id, city, label, scopes, secret_hash, per_minute, per_day, created_by, created_at, expires_at)
       values ($1, $2, $1, $3, $1, 10, 10, 'test', now(), now() + interval '1 day')`,
      [id, city, [...permissions]],
    );
    return;
  }
  await owner.query(
    `insert into access.person (id, email, name, language, created_at) values ($1, $1 || '@x.example', $1, 'en', now())`,
    [id],
  );
  await owner.query(
    `insert into access.membership (person_id, city, role, joined_at) select $1, code, $2, now()
     from access.city where code = any ($3::text[])`,
    [id, role, [SUZHOU, WUXI]],
  );
  await owner.query(
    `insert into access.session (id, token_hash, person_id, city, means, created_at, last_seen_at, expires_at)
     values ('session-' || $1, $1, $1, $2, 'password', now(), now(), now() + interval '1 hour')`,
    [id, city],
  );
  for (const project of scope.projects ?? [])
    await owner.query(
      `insert into access.share (city, person_id, project_id, shared_by, shared_at) values ($1, $2, $3, 'x', now())`,
      [city, id, project],
    );
}

export function lead(investorId: string, score: number, was: number | null = null): LeadChange {
  return {
    leadId: `lead-${investorId}`,
    investorId,
    score,
    was,
    moved: [],
    forProject: true,
    forInvestor: false,
  };
}

/** As large as the buffer of a listener. */
export const LARGE = Array.from({ length: 400 }, (_, at) => lead(`investor-number-${at}`, at));

/** The projects that it told of, in order. */
export function told(stream: EventStream): string[] {
  return stream.dataOf<Told>('leads-changed').map(({ projectId }) => projectId);
}

export function revisions(stream: EventStream): number[] {
  return stream.dataOf<Told>('leads-changed').map(({ revision }) => revision);
}

export async function until(condition: () => boolean, limitMs = 20_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`It did not come about within ${limitMs} ms`);
    await sleep(10);
  }
}
