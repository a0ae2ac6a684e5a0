import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { unprivilegedAccount, type ServerAccount } from './server-account';
import { findBinaries, type ServerBinaries } from './server-binaries';

/** Where the server lives and as whom it runs. */
export interface ServerHome {
  readonly folder: string;
  /** The cluster itself (PGDATA). */
  readonly cluster: string;
  readonly log: string;
  /** The account of the server's processes; undefined: our own. */
  readonly account: ServerAccount | undefined;
  readonly binaries: ServerBinaries;
}

const ROOTS_STATE_FOLDER = '/var/lib/bole';

/**
 * Postgres refuses to run as root, so root hands it to an account without rights. Where that account cannot reach the
 * data folder (a checkout in a home with mode 0700), the cluster lies under /var/lib/bole, and a file `location` in the
 * data folder says where.
 */
export async function findServerHome(dataDir: string): Promise<ServerHome> {
  const given = resolve(dataDir);
  await mkdir(given, { recursive: true });
  const account = process.getuid?.() === 0 ? await unprivilegedAccount() : undefined;
  const folder = account === undefined ? given : await reachableFolder(given, account);
  if (account !== undefined) await chmod(folder, 0o711);
  return {
    folder,
    cluster: join(folder, 'cluster'),
    log: join(folder, 'server.log'),
    account,
    binaries: await findBinaries(folder, account),
  };
}

async function reachableFolder(given: string, account: ServerAccount): Promise<string> {
  if (await canEnter(dirname(given), account)) return given;
  const pointer = join(given, 'location');
  const known = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  if (known !== '') {
    await mkdir(known, { recursive: true });
    return known;
  }
  const folder = join(ROOTS_STATE_FOLDER, randomBytes(6).toString('hex'));
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await chmod(ROOTS_STATE_FOLDER, 0o755);
  await writeFile(pointer, `${folder}\n`);
  return folder;
}

async function canEnter(folder: string, account: ServerAccount): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    const { mode, uid } = await stat(path);
    if ((mode & (uid === account.uid ? 0o100 : 0o001)) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
