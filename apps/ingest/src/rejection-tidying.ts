import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { TOPICS } from '@bole/contracts';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, PROCESS_LOG, type ProcessLog, ServiceLoop } from '@bole/platform';

const ROWS_AT_ONCE = 1_000;
const LOOK_EVERY_MS = 3_600_000;

/** Lets rejected records go when they leave the log: as they came in, they may carry personal data. */
@Injectable()
export class RejectionTidying implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: ServiceLoop;

  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROCESS_LOG) logger: ProcessLog,
  ) {
    this.loop = new ServiceLoop('tidying of rejected records', () => this.round(), LOOK_EVERY_MS, logger);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  async round(): Promise<'did-something' | 'idle'> {
    const before = new Date(this.clock.now().getTime() - TOPICS.rejected.retentionMs);
    const gone = await this.unitOfWork.query(
      `delete from intake.rejected_record where id in (
         select id from intake.rejected_record where rejected_at < $1 order by rejected_at limit ${ROWS_AT_ONCE})
       returning id`,
      [before],
    );
    return gone.length === ROWS_AT_ONCE ? 'did-something' : 'idle';
  }
}
