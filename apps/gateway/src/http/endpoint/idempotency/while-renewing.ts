/** A request that has not ended holds its key this long; one that is at work renews that three times as often. */
export const LEASE_MS = 60_000;
const RENEW_EVERY_MS = LEASE_MS / 3;
/** No request is at work for longer: what hangs lets its key go in the end. */
const LONGEST_MS = 600_000;

/** Does the work, and calls `renew` now and then until it ends. A renewal that fails is told, and tried again in its turn. */
export async function whileRenewing<Result>(
  work: () => Promise<Result>,
  renew: () => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<Result> {
  let left = LONGEST_MS / RENEW_EVERY_MS;
  const timer = setInterval(() => {
    if (--left === 0) clearInterval(timer);
    renew().catch(onFailure);
  }, RENEW_EVERY_MS);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
