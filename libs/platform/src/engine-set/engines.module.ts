import { type DynamicModule, Module } from '@nestjs/common';
import { EVENT_LOG } from '@bole/event-log';
import { type Random } from '@bole/kernel';
import {
  type ActingScope,
  ALL_CITIES,
  asRole,
  BellListener,
  LISTEN,
  type Listen,
  OutboxRelay,
  TypeOrmUnitOfWork,
  UNIT_OF_WORK,
  type WorkingRole,
} from '@bole/persistence';
import { SEARCH_ENGINE } from '@bole/search';
import { type ProcessLog } from '../logging/process-log';
import { PROCESS_LOG, RANDOM } from '../tokens';
import { EngineSet } from './engine-set';
import { EngineSetHolder } from './engine-set-holder';
import { RelayLifecycle } from './relay-lifecycle';

/** How a service meets the database. */
export interface ServiceAccess {
  readonly role: WorkingRole;
  /** In whose name it works where it names nobody; absent: it sees nothing that a city keeps unless it says for whom. */
  readonly scope?: ActingScope;
}

/** Of services that work on what all cities hold. */
export const PIPELINE: ServiceAccess = { role: 'bole_service', scope: ALL_CITIES };

/** Of the service that answers people: each request says in whose name. */
export const ON_REQUEST: ServiceAccess = { role: 'bole_gateway' };

/**
 * The engines as one service sees them: `EVENT_LOG` and `SEARCH_ENGINE` are the process's own; the
 * `UNIT_OF_WORK` writes to this service's outbox, and its relay runs while the service does.
 */
@Module({})
export class EnginesModule {
  static forService(service: string, { role, scope }: ServiceAccess): DynamicModule {
    return {
      module: EnginesModule,
      global: true,
      providers: [
        {
          provide: EngineSet,
          useFactory: (holder: EngineSetHolder) => holder.get(),
          inject: [EngineSetHolder],
        },
        { provide: EVENT_LOG, useFactory: (engines: EngineSet) => engines.eventLog, inject: [EngineSet] },
        { provide: SEARCH_ENGINE, useFactory: (engines: EngineSet) => engines.search, inject: [EngineSet] },
        {
          provide: UNIT_OF_WORK,
          useFactory: async (engines: EngineSet, random: Random) =>
            new TypeOrmUnitOfWork(await engines.workAs(role), {
              service,
              random,
              ...(scope === undefined ? {} : { scope }),
            }),
          inject: [EngineSet, RANDOM],
        },
        {
          provide: LISTEN,
          useFactory:
            ({ connection }: EngineSet, random: Random, log: ProcessLog): Listen =>
            (channel, onRing) =>
              new BellListener({ connection: asRole(connection, role), channel, onRing, random, log }),
          inject: [EngineSet, RANDOM, PROCESS_LOG],
        },
        {
          provide: OutboxRelay,
          useFactory: ({ connection, eventLog }: EngineSet, random: Random, log: ProcessLog) =>
            new OutboxRelay({ service, connection, publisher: eventLog, random, log }),
          inject: [EngineSet, RANDOM, PROCESS_LOG],
        },
        RelayLifecycle,
      ],
      exports: [EVENT_LOG, SEARCH_ENGINE, UNIT_OF_WORK, LISTEN],
    };
  }
}
