import { setTimeout as sleep } from 'node:timers/promises';
import { type Transaction, type UnitOfWork } from '@bole/persistence';

/** Does `first` but for its end; begins `second`, which has to wait for it; does `then`, and lets both end. */
export async function inTurn(
  unitOfWork: UnitOfWork,
  first: (transaction: Transaction) => Promise<unknown>,
  second: () => Promise<unknown>,
  then: (transaction: Transaction) => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const [done, may] = [gate(), gate()];
  const one = unitOfWork.run(async (transaction) => {
    await first(transaction);
    done.open();
    await may.opened;
    await then(transaction);
  });
  await done.opened;
  const other = second();
  try {
    for (let waiting = 0; waiting === 0; await sleep(10)) {
      const [row] = await unitOfWork.query<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      waiting = row?.count ?? 0;
      // It did not wait, and so did not see what the first has done.
      if (await Promise.race([other.then(() => true), sleep(0, false)])) break;
    }
  } finally {
    may.open();
    await Promise.all([one, other]);
  }
}

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
