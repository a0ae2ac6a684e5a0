import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { KafkaEventLog, type KafkaEventLogOptions } from './engines/kafka/kafka-event-log';
import { PostgresEventLog, type PostgresEventLogOptions } from './engines/postgres/postgres-event-log';
import { EVENT_LOG, type EventLog } from './event-log';

export type EventLogOptions =
  | (PostgresEventLogOptions & { readonly engine: 'postgres' })
  | (KafkaEventLogOptions & { readonly engine: 'kafka' });

/** The event log on the engine that was chosen. Connects when it is first used; `close()` it. A new engine is one line here. */
export function createEventLog(options: EventLogOptions): EventLog {
  switch (options.engine) {
    case 'postgres':
      return new PostgresEventLog(options);
    case 'kafka':
      return new KafkaEventLog(options);
  }
}

/** Gives `EVENT_LOG` to a Nest application, and closes it after the application's own shutdown hooks have run. */
@Module({})
export class EventLogModule implements OnApplicationShutdown {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  static register(options: EventLogOptions): DynamicModule {
    const provider = { provide: EVENT_LOG, useFactory: () => createEventLog(options) };
    return { module: EventLogModule, global: true, providers: [provider], exports: [EVENT_LOG] };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.log.close();
  }
}
