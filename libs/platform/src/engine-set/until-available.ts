import { setTimeout as sleep } from 'node:timers/promises';
import { type Random } from '@bole/kernel';
import { type ProcessLog } from '../logging/process-log';

interface WaitOptions {
  /** What is waited for, e.g. `event log`. */
  readonly what: string;
  readonly limitMs: number;
  readonly random: Random;
  readonly log: Pick<ProcessLog, 'warn'>;
}

/** An engine that did not become available in time. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

const LONGEST_PAUSE_MS = 3_000;

/** Tries again until it works, with growing pauses, for `limitMs` at most: engines may start later than we do. */
export async function untilAvailable<R>(options: WaitOptions, attempt: () => Promise<R>): Promise<R> {
  const deadline = performance.now() + options.limitMs;
  for (let pauseMs = 200; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    try {
      return await attempt();
    } catch (error) {
      const { what, limitMs, log, random } = options;
      if (!isOutage(error)) throw error;
      if (performance.now() + pauseMs > deadline) {
        const why = error instanceof Error ? error.message : String(error);
        throw new UnavailableError(`The ${what} was not available within ${limitMs / 1_000} s: ${why}`, {
          cause: error,
        });
      }
      log.warn({ err: error }, `The ${what} is not available yet`);
      await sleep(pauseMs * (0.75 + random() / 2));
    }
  }
}

/** A program's mistake does not pass by waiting. */
function isOutage(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError)
    return false;
  const sqlState = (error as { driverError?: { code?: unknown } }).driverError?.code;
  // Postgres answered, and what it says is no matter of connection (08), resources (53) or start and stop (57).
  return !(
    typeof sqlState === 'string' &&
    /^[0-9A-Z]{5}$/.test(sqlState) &&
    !/^(08|53|57|40)/.test(sqlState)
  );
}
