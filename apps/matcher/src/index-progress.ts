import { Inject, Injectable } from '@nestjs/common';
import { GROUPS } from '@bole/contracts';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type Clock } from '@bole/kernel';
import { CLOCK, PROCESS_LOG, type ProcessLog } from '@bole/platform';
import { SEARCH_ENGINE, type SearchEngine } from '@bole/search';

const LOOK_EVERY_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Whether search knows what the matcher knows: matching ahead of the index would miss who has just come. An indexer that
 * stays behind is waited for half a minute at a time; leads then go on without the newest profiles, and the log says so.
 */
@Injectable()
export class IndexProgress {
  private lookedAt = -Infinity;
  private behindSince: number | undefined;

  constructor(
    @Inject(EVENT_LOG) private readonly eventLog: EventLog,
    @Inject(SEARCH_ENGINE) private readonly search: SearchEngine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROCESS_LOG) private readonly log: ProcessLog,
  ) {}

  async hasCaughtUp(): Promise<boolean> {
    const now = this.clock.now().getTime();
    if (now - this.lookedAt >= LOOK_EVERY_MS) {
      this.lookedAt = now;
      await this.look(now);
    }
    if (this.behindSince === undefined) return true;
    if (now - this.behindSince < LONGEST_WAIT_MS) return false;
    this.log.warn(
      'The indexer has been behind for half a minute; matching goes on without the newest profiles',
    );
    this.behindSince = now;
    return true;
  }

  private async look(now: number): Promise<void> {
    const lags = await this.eventLog.lag(GROUPS.indexer.group, GROUPS.indexer.topics);
    if (lags.some(({ lag }) => lag > 0n)) {
      this.behindSince ??= now;
      return;
    }
    await this.search.refresh();
    this.behindSince = undefined;
  }
}
