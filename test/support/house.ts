import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS } from '@bole/kernel';
import { CommandBus } from '@nestjs/cqrs';
import {
  Authenticator,
  CreateKeyCommand,
  CreateOneTimeLinkCommand,
  EnsureCityCommand,
  EnsureClusterCommand,
  EnsurePersonCommand,
  KEY_SCOPES,
  type Permission,
  type Principal,
  type Role,
  SignInByLinkCommand,
} from '@bole/access';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { Acting, type PostgresConnection, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  createProcessLog,
  pendingWork,
  type ProcessPart,
  readConfig,
  type RunningProcess,
  startProcess,
} from '@bole/platform';
import { CourierModule } from '../../apps/courier/src/courier.module';
import { GatewayModule } from '../../apps/gateway/src/gateway.module';
import { GATEWAY_HTTP } from '../../apps/gateway/src/http/edge/gateway-http';
import { IndexerModule } from '../../apps/indexer/src/indexer.module';
import { IngestModule } from '../../apps/ingest/src/ingest.module';
import { MatcherModule } from '../../apps/matcher/src/matcher.module';
import { OperatorModule } from '../../apps/standalone/src/operator.module';

export const PARTS = {
  ingest: { name: 'ingest', module: IngestModule },
  indexer: { name: 'indexer', module: IndexerModule },
  matcher: { name: 'matcher', module: MatcherModule },
  courier: { name: 'courier', module: CourierModule },
  operator: { name: 'operator', module: OperatorModule },
  gateway: { name: 'gateway', module: GatewayModule, http: GATEWAY_HTTP },
} as const satisfies Record<string, ProcessPart>;

export interface House {
  readonly running: RunningProcess;
  readonly url: string;
  readonly log: EventLog;
  readonly unitOfWork: UnitOfWork;
  /** Resolves when all that was accepted has become leads; rejects after `limitMs` and says what is left. */
  settled(limitMs?: number): Promise<void>;
  /** Makes the cities tenants that share one cluster. */
  cluster(id: string, ...cities: readonly string[]): Promise<void>;
  /** Makes a person with this role in this city, and signs it in; the same one each time, unless named otherwise. */
  person(role: Role, city: string, name?: string): Promise<HousePerson>;
  /** Makes an API key of a city, with all scopes unless told otherwise. */
  key(city: string, scopes?: readonly Permission[]): Promise<string>;
  close(): Promise<void>;
}

export interface HousePerson {
  readonly principal: Principal;
  /** For the session cookie. */
  readonly token: string;
}

/** Keeps the secrets of test databases alone. */
export const SECRET_KEY_OF_TESTS = Buffer.alloc(32, 't').toString('base64');

/** Bole whole in this process, on a database of the test's and, unless told otherwise, the embedded engines. */
export async function startHouse(
  connection: PostgresConnection,
  environment: Readonly<Record<string, string>> = {},
): Promise<House> {
  const { user, password, host, port, database } = connection;
  const config = readConfig({
    BOLE_DATABASE: `postgres://${user}:${password}@${host}:${port}/${database}`,
    BOLE_PORT: '0',
    BOLE_LOG_LEVEL: 'error',
    BOLE_MATCH_QUIET_MS: '50',
    BOLE_SECRET_KEY: SECRET_KEY_OF_TESTS,
    ...environment,
  });
  const running = await startProcess({
    name: 'test',
    parts: Object.values(PARTS),
    config,
    onFailure: (error) => {
      throw error;
    },
    given: { log: createProcessLog(config, 'test', process.stderr) },
  });
  const gateway = running.part('gateway');
  const log = gateway.get<EventLog>(EVENT_LOG, { strict: false });
  const unitOfWork = running.part('matcher').get<UnitOfWork>(UNIT_OF_WORK, { strict: false });
  const operator = running.part('operator').get(CommandBus, { strict: false });
  const commands = gateway.get(CommandBus, { strict: false });
  const person = async (role: Role, city: string, named: string = role): Promise<HousePerson> => {
    const email = `${named}-${city}@house.example`;
    await operator.execute(new EnsureCityCommand(city));
    await operator.execute(
      new EnsurePersonCommand({ email, name: `${named} ${city}`, memberships: [{ city, role }] }),
    );
    const link = await operator.execute(new CreateOneTimeLinkCommand(email, city));
    const { token } = await commands.execute(new SignInByLinkCommand({ token: link.token }, {}));
    const principal = await gateway
      .get(Authenticator, { strict: false })
      .bySession(token, { ip: '127.0.0.1' });
    if (principal === undefined) throw new Error('There is no such session');
    return { principal, token };
  };
  return {
    running,
    url: running.url ?? '',
    log,
    unitOfWork,
    person,
    async cluster(id, ...cities) {
      for (const city of cities) await operator.execute(new EnsureCityCommand(city));
      await operator.execute(new EnsureClusterCommand({ id, names: { zh: id, en: id }, cities }));
    },
    async key(city, scopes = KEY_SCOPES) {
      const { principal } = await person('administrator', city);
      const input = {
        label: `a test in ${city}`,
        scopes: [...scopes],
        expiresAt: new Date(Date.now() + DAY_MS).toISOString(),
        perMinute: 60_000,
        perDay: 10_000_000,
      };
      const made = await Acting.run(principal.scope, () =>
        commands.execute(new CreateKeyCommand(principal, input)),
      );
      return made.secret;
    },
    settled: (limitMs = 40_000) => settled(log, unitOfWork, limitMs),
    close: () => running.close(),
  };
}

async function settled(log: EventLog, unitOfWork: UnitOfWork, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const pending = await pendingWork(log, unitOfWork);
    if (pending.total === 0) return;
    if (performance.now() > deadline)
      throw new Error(`Not settled within ${limitMs} ms: ${JSON.stringify(pending.detail)}`);
    await sleep(50);
  }
}
