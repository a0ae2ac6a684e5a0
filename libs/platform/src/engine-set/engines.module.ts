import { type DynamicModule, Module } from '@nestjs/common';
import { EVENT_LOG } from '@bole/event-log';
import { type Random } from '@bole/kernel';
import { OutboxRelay, TypeOrmUnitOfWork, UNIT_OF_WORK } from '@bole/persistence';
import { SEARCH_ENGINE } from '@bole/search';
import { type ProcessLog } from '../logging/process-log';
import { PROCESS_LOG, RANDOM } from '../tokens';
import { EngineSet } from './engine-set';
import { EngineSetHolder } from './engine-set-holder';
import { RelayLifecycle } from './relay-lifecycle';

/**
 * The engines as one service sees them: `EVENT_LOG` and `SEARCH_ENGINE` are the process's own; the
 * `UNIT_OF_WORK` writes to this service's outbox, and its relay runs while the service does.
 */
@Module({})
export class EnginesModule {
  static forService(service: string): DynamicModule {
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
          useFactory: ({ dataSource }: EngineSet, random: Random) =>
            new TypeOrmUnitOfWork(dataSource, { service, random }),
          inject: [EngineSet, RANDOM],
        },
        {
          provide: OutboxRelay,
          useFactory: ({ connection, eventLog }: EngineSet, random: Random, log: ProcessLog) =>
            new OutboxRelay({ service, connection, publisher: eventLog, random, log }),
          inject: [EngineSet, RANDOM, PROCESS_LOG],
        },
        RelayLifecycle,
      ],
      exports: [EVENT_LOG, SEARCH_ENGINE, UNIT_OF_WORK],
    };
  }
}
