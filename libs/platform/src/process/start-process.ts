import { type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { randomInt } from 'node:crypto';
import { randomIds, seededRandom, systemClock } from '@bole/kernel';
import { type BoleConfig } from '../config/bole-config';
import { EngineSet } from '../engine-set/engine-set';
import { EngineSetHolder } from '../engine-set/engine-set-holder';
import { HealthRegistry } from '../health/health-registry';
import { NestLog, type ProcessLog, createProcessLog } from '../logging/process-log';
import { PlatformModule, type ProcessScope } from '../platform.module';
import { type ProcessFailure } from '../tokens';
import { type HttpOptions, createHttpPart, listen } from './http-part';

/** One service of a process: a Nest container of its own. */
export interface ProcessPart {
  /** As in `EnginesModule.forService(name)`. */
  readonly name: string;
  readonly module: Type | DynamicModule;
  /** The part that answers HTTP on BOLE_PORT, /health included; one at most. */
  readonly http?: HttpOptions;
}

interface ProcessOptions {
  readonly name: string;
  readonly parts: readonly ProcessPart[];
  readonly config: BoleConfig;
  /** Called, once at most each, with what the process cannot go on after. */
  readonly onFailure: ProcessFailure;
  /** In place of a log to standard output, and of the real clock and chance: for tests. */
  readonly given?: Partial<Pick<ProcessScope, 'log' | 'clock' | 'ids' | 'random'>>;
}

export interface RunningProcess {
  /** Where it answers HTTP, if it does. */
  readonly url: string | undefined;
  readonly log: ProcessLog;
  readonly health: HealthRegistry;
  /** The container of one part. */
  part(name: string): INestApplicationContext;
  /** Stops taking in, finishes or gives back what it holds, closes the engines. May be called twice. */
  close(): Promise<void>;
}

/**
 * Starts the services of one process, in order, over one set of engines; the HTTP port opens last. Each service is a
 * Nest container of its own, so that five in one process are as separate as in five. Leaves nothing running when it
 * rejects.
 */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const scope = createScope(options);
  const { log, health } = scope;
  const containers = new Map<string, INestApplicationContext>();
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= closeAll(containers, options.parts, scope));

  try {
    let url: string | undefined;
    for (const part of options.parts) {
      const root = { module: class ServiceRoot {}, imports: [PlatformModule.forProcess(scope), part.module] };
      if (part.http === undefined) {
        const context = await NestFactory.createApplicationContext(root, {
          logger: new NestLog(log),
          abortOnError: false,
        });
        containers.set(part.name, context);
      } else {
        containers.set(part.name, await createHttpPart(root, part.http, scope));
      }
    }
    for (const part of options.parts) {
      if (part.http !== undefined) url = await listen(containers.get(part.name), options.config.http);
    }
    health.started();
    log.info({ url, services: options.parts.map(({ name }) => name) }, 'Bole is ready');
    return { url, log, health, close, part: (name) => containerOf(containers, name) };
  } catch (error) {
    await close();
    throw error;
  }
}

function createScope({ name, config, onFailure, given = {} }: ProcessOptions): ProcessScope {
  const log = given.log ?? createProcessLog(config, name);
  const random = given.random ?? seededRandom(randomInt(2 ** 32));
  const health = new HealthRegistry();
  return {
    config,
    log,
    random,
    health,
    clock: given.clock ?? systemClock,
    ids: given.ids ?? randomIds,
    engines: new EngineSetHolder(() => EngineSet.open(config, { name, log, random, health })),
    fail: onFailure,
  };
}

/** What lets work in stops first; then all others together, as each may have a batch to finish; then the engines. */
async function closeAll(
  containers: ReadonlyMap<string, INestApplicationContext>,
  parts: readonly ProcessPart[],
  { health, log, engines }: ProcessScope,
): Promise<void> {
  health.stopping();
  const stop = (some: readonly ProcessPart[]): Promise<unknown> =>
    Promise.all(
      some.map(async ({ name }) => {
        await containers
          .get(name)
          ?.close()
          .catch((error: unknown) => log.error({ err: error }, `The ${name} service did not stop in order`));
      }),
    );
  await stop(parts.filter(({ http }) => http !== undefined));
  await stop(parts.filter(({ http }) => http === undefined));
  await engines.close();
}

function containerOf(
  containers: ReadonlyMap<string, INestApplicationContext>,
  name: string,
): INestApplicationContext {
  const container = containers.get(name);
  if (container === undefined) throw new Error(`This process has no part "${name}"`);
  return container;
}
