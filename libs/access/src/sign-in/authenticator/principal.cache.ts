import { Inject, Injectable } from '@nestjs/common';
import { type Clock } from '@bole/kernel';
import { CLOCK } from '@bole/platform';
import { LRUCache } from 'lru-cache';

/** How long another gateway may still go by what it read: a role that was taken away, a session or a key that was ended. */
export const PRINCIPAL_AGE_MS = 5_000;
const ENTRIES = 10_000;

/**
 * Who asks, by the hash of what they present, for at most five seconds. A change made in this process is seen by it at once;
 * by the others when their five seconds are over.
 */
@Injectable()
export class PrincipalCache {
  private readonly entries: LRUCache<string, object>;
  private forgotten = 0;

  constructor(@Inject(CLOCK) clock: Clock) {
    this.entries = new LRUCache({
      max: ENTRIES,
      ttl: PRINCIPAL_AGE_MS,
      ttlResolution: 0,
      perf: { now: () => clock.now().getTime() },
    });
  }

  /** What `load` finds for this hash now, or found a few seconds ago. What is not found is not remembered. */
  async get<Found extends object>(
    hash: string,
    load: () => Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    const kept = this.entries.get(hash) as Found | undefined;
    if (kept !== undefined) return kept;
    const { forgotten } = this;
    const found = await load();
    // What was read before a change must not be kept after it.
    if (found !== undefined && forgotten === this.forgotten) this.entries.set(hash, found);
    return found;
  }

  /** After people, sessions, keys or shares have changed: changes are rare and reading anew is cheap, so all is forgotten. */
  forget(): void {
    this.forgotten++;
    this.entries.clear();
  }
}
