import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isStillThere } from './process-identity';

/**
 * Runs `work` while no other process, and nobody else in this one, works under the lock of `folder`. A lock whose
 * holder died is taken over. Rejects when the lock is not to be had within `limitMs`.
 */
export async function withFolderLock<R>(folder: string, limitMs: number, work: () => Promise<R>): Promise<R> {
  const path = join(folder, 'lock');
  // The holder's name is unique per call; the file appears with its content, so that nobody reads a half-written one.
  const mine = `${await identityOf(process.pid)} ${randomBytes(6).toString('hex')}`;
  const draft = join(folder, `lock.${mine.replace(' ', '.')}`);
  await writeFile(draft, mine);
  try {
    await take(path, draft, performance.now() + limitMs);
  } finally {
    await rm(draft, { force: true });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string, draft: string, deadline: number): Promise<void> {
  for (;;) {
    try {
      return await link(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await readFile(path, 'utf8').catch(() => undefined);
    if (holder === undefined) continue;
    if (!(await isStillThere(holder.split(' ')[0] ?? ''))) await clearStale(path, `${draft}.stale`, holder);
    else if (performance.now() > deadline)
      throw new Error(`${path} has been held by process ${holder} for too long`);
    else await sleep(50);
  }
}

/** Two processes may see the same dead holder: the slower one must not remove the lock of the quicker one. */
async function clearStale(path: string, aside: string, deadHolder: string): Promise<void> {
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== deadHolder) await link(aside, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}
