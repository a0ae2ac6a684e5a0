import { type INestApplicationContext } from '@nestjs/common';
import { type EventLog } from '@bole/event-log';
import { type Clock, type Ids } from '@bole/kernel';
import { type UnitOfWork } from '@bole/persistence';
import { type BoleConfig } from '@bole/platform';

/** The engines as a command uses them. */
export interface Session {
  readonly config: BoleConfig;
  readonly log: EventLog;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly ids: Ids;
  /** For commands and queries on the bus. */
  readonly container: INestApplicationContext;
  close(): Promise<void>;
}
