import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Clock } from '@bole/kernel';
import { dropForeignFeed, pruneLeadFeed, pruneShown } from '@bole/leads';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, PROCESS_LOG, type ProcessLog, ServiceLoop } from '@bole/platform';

const LOOK_EVERY_MS = 600_000;

/** Keeps the feed of lead changes at a week's length, and what was shown at as much as training looks back on. */
@Injectable()
export class FeedPruning implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: ServiceLoop;
  private looked = false;

  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROCESS_LOG) log: ProcessLog,
  ) {
    this.loop = new ServiceLoop('pruning of the lead feed', () => this.prune(), LOOK_EVERY_MS, log);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async prune(): Promise<'did-something' | 'idle'> {
    if (!this.looked) await dropForeignFeed(this.unitOfWork);
    this.looked = true;
    const now = this.clock.now();
    const gone = (await pruneLeadFeed(this.unitOfWork, now)) + (await pruneShown(this.unitOfWork, now));
    return gone > 0 ? 'did-something' : 'idle';
  }
}
