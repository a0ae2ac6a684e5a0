import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Clock, endOfDay } from '@bole/kernel';
import { JobQueue, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, PROCESS_LOG, type ProcessLog, ServiceLoop } from '@bole/platform';

const LOOK_EVERY_MS = 10_000;

/** Lets time pass for what nothing touched: when a new day begins (UTC), every lead is computed again as of its end. */
@Injectable()
export class NightlyRematch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly jobs: JobQueue;
  private readonly loop: ServiceLoop;
  private day: string;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(UNIT_OF_WORK) unitOfWork: UnitOfWork,
    @Inject(PROCESS_LOG) log: ProcessLog,
  ) {
    this.jobs = new JobQueue(unitOfWork, 'matcher');
    this.day = this.today();
    this.loop = new ServiceLoop('the nightly rematch', () => this.look(), LOOK_EVERY_MS, log);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** Every process of the matcher asks for the same job; it is done once. */
  async look(): Promise<'idle'> {
    const today = this.today();
    if (today !== this.day) {
      await this.jobs.add([{ id: `nightly-${today}`, work: 'rematch', asOf: endOfDay(this.clock.now()) }]);
      this.day = today;
    }
    return 'idle';
  }

  private today(): string {
    return this.clock.now().toISOString().slice(0, 10);
  }
}
