import { type SpawnOptions } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** An account of the machine that a server program runs as. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** Options to spawn a server program with: its account, and an environment that holds nothing of ours. */
export function howToRun(home: {
  readonly folder: string;
  readonly account: ServerAccount | undefined;
}): SpawnOptions {
  const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return { ...home.account, cwd: home.folder, ...(process.platform === 'win32' ? {} : { env: environment }) };
}

/** initdb looks its account up by name, so it must stand in /etc/passwd: `nobody`, or uid 65534 by any other name. */
export async function unprivilegedAccount(): Promise<ServerAccount> {
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = accounts.find(([, , uid]) => uid === '65534') ?? accounts.find(([name]) => name === 'nobody');
  if (found === undefined) {
    throw new Error(
      'Postgres does not run as root, and /etc/passwd has no account "nobody" to run it as: start Bole as another user',
    );
  }
  return { uid: Number(found[2]), gid: Number(found[3]) };
}
