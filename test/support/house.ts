import { setTimeout as sleep } from 'node:timers/promises';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type PostgresConnection, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  createProcessLog,
  pendingWork,
  type ProcessPart,
  readConfig,
  type RunningProcess,
  startProcess,
} from '@bole/platform';
import { GatewayModule } from '../../apps/gateway/src/gateway.module';
import { GATEWAY_HTTP } from '../../apps/gateway/src/http/edge/gateway-http';
import { IndexerModule } from '../../apps/indexer/src/indexer.module';
import { IngestModule } from '../../apps/ingest/src/ingest.module';
import { MatcherModule } from '../../apps/matcher/src/matcher.module';

export const PARTS = {
  ingest: { name: 'ingest', module: IngestModule },
  indexer: { name: 'indexer', module: IndexerModule },
  matcher: { name: 'matcher', module: MatcherModule },
  gateway: { name: 'gateway', module: GatewayModule, http: GATEWAY_HTTP },
} as const satisfies Record<string, ProcessPart>;

export interface House {
  readonly running: RunningProcess;
  readonly url: string;
  readonly log: EventLog;
  readonly unitOfWork: UnitOfWork;
  /** Resolves when all that was accepted has become leads; rejects after `limitMs` and says what is left. */
  settled(limitMs?: number): Promise<void>;
  close(): Promise<void>;
}

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
  return {
    running,
    url: running.url ?? '',
    log,
    unitOfWork,
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
