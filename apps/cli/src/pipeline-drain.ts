import { setTimeout as sleep } from 'node:timers/promises';
import { type Progress } from './terminal';

/** What is accepted but not yet done, by place. */
export interface PipelineStatus {
  pending(): Promise<{ readonly total: number | bigint; readonly detail: Readonly<Record<string, number>> }>;
}

export interface DrainOptions {
  readonly limitMs: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly pollMs?: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number;
}

/**
 * Waits until nothing is pending, seen twice in a row: lags and tables are read one after the other, and a record may be
 * on its way from one to the next just then. False where the limit passes first.
 */
export async function pipelineDrained(status: PipelineStatus, options: DrainOptions): Promise<boolean> {
  const now = options.now ?? (() => performance.now());
  const deadline = now() + options.limitMs;
  let most = 0;
  for (let quiet = 0; ;) {
    const { total, detail } = await status.pending();
    const left = Number(total);
    most = Math.max(most, left);
    quiet = left === 0 ? quiet + 1 : 0;
    options.progress.update(most - left, most, describe(detail));
    if (quiet === SEEN_QUIET) return true;
    if (now() >= deadline) return false;
    await sleep(options.pollMs ?? POLL_MS, undefined, { signal: options.signal });
  }
}

const SEEN_QUIET = 2;
const POLL_MS = 500;

function describe(detail: Readonly<Record<string, number>>): string {
  return Object.entries(detail)
    .filter(([, count]) => count > 0)
    .map(([place, count]) => `${place} ${count}`)
    .join(', ');
}
