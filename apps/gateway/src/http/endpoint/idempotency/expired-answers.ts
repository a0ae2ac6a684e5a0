import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Clock } from '@bole/kernel';
import { CLOCK } from '@bole/platform';
import { IdempotencyStore } from './idempotency.store';

const CLEAR_EVERY_MS = 600_000;
const CLEARED_AT_ONCE = 500;
const MOST_ROUNDS = 100;

/** Clears expired answers away every ten minutes. What one time leaves, or fails at, the next does. */
@Injectable()
export class ExpiredAnswers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ExpiredAnswers.name);
  private timer: NodeJS.Timeout | undefined;
  private clearing: Promise<void> | undefined;

  constructor(
    private readonly store: IdempotencyStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.clearing ??= this.clear()
        .catch((error: unknown) => this.logger.warn('Expired answers could not be cleared away', error))
        .finally(() => (this.clearing = undefined));
    }, CLEAR_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.clearing;
  }

  /** Those of all cities. */
  async clear(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++)
      if ((await this.store.clearExpired(this.clock.now(), CLEARED_AT_ONCE)) < CLEARED_AT_ONCE) return;
  }
}
