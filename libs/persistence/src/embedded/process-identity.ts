import { readFile } from 'node:fs/promises';

/** `pid-start`: on Linux with the instant the process began, so that a number that was given out again is told apart. */
export async function identityOf(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined;
  if (process.platform !== 'linux') return `${pid}-0`;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // Fields after the command in brackets, which may itself hold blanks and brackets; the 20th of them is the start time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : `${pid}-${fields[19] ?? '0'}`;
}

/** Whether the process that `identity` was taken of is still there. */
export async function isStillThere(identity: string): Promise<boolean> {
  const pid = Number(identity.split('-')[0]);
  return Number.isSafeInteger(pid) && pid > 0 && (await identityOf(pid)) === identity;
}

/** Whether `pid` runs; one that has ended and waits to be reaped does not. */
export async function isRunning(pid: number): Promise<boolean> {
  return (await identityOf(pid)) !== undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
