import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type PostgresConnection } from '../connection';
import { withFolderLock } from './folder-lock';
import { createClusterWhenMissing, ensureDatabase } from './server-cluster';
import { findServerHome } from './server-home';
import { findRunningServer, launchServer, stopServer } from './server-process';
import { ServerUsers } from './server-users';

export interface EmbeddedPostgresOptions {
  /** Folder of the cluster, its password and its log; made when missing. */
  readonly dataDir: string;
  /** Server settings over the defaults, e.g. `{ fsync: 'off' }` in a test. They count when this call starts the server. */
  readonly settings?: Readonly<Record<string, string>>;
}

const DATABASE = 'bole';
const LOCK_LIMIT_MS = 150_000;

/**
 * A Postgres server that npm installed and Bole starts: on loopback, with a generated password.
 *
 * Any number of processes may share one data folder. The first starts the server, the last to leave stops it. A server
 * that a killed process left behind is found by its pid file, checked to be the one of this folder, and taken over.
 */
export class EmbeddedPostgres {
  private stopping: Promise<void> | undefined;

  private constructor(
    readonly connection: PostgresConnection,
    private readonly leave: () => Promise<void>,
  ) {}

  /** Rejects with a sentence and the end of the server's log when the server cannot be started. */
  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const home = await findServerHome(options.dataDir);
    const users = new ServerUsers(join(home.folder, 'users'));
    const locked = <R>(work: () => Promise<R>): Promise<R> =>
      withFolderLock(home.folder, LOCK_LIMIT_MS, work);

    return locked(async () => {
      const password = await createClusterWhenMissing(home, options.settings?.['fsync'] !== 'off');
      const server =
        (await findRunningServer(home, password)) ??
        (await launchServer(home, password, options.settings ?? {}));
      const connection = {
        host: '127.0.0.1',
        port: server.port,
        user: DATABASE,
        password,
        database: DATABASE,
      };
      await ensureDatabase(connection);
      const seat = await users.enter();
      return new EmbeddedPostgres(connection, () =>
        locked(async () => {
          await users.leave(seat);
          if (!(await users.anyLeft())) await stopServer(home);
        }),
      );
    });
  }

  /** Stops a server that nobody uses any more and deletes its folder; false, and nothing done, when somebody does. */
  static async deleteWhenUnused(dataDir: string): Promise<boolean> {
    await mkdir(dataDir, { recursive: true });
    const home = await findServerHome(dataDir);
    const unused = await withFolderLock(home.folder, LOCK_LIMIT_MS, async () => {
      if (await new ServerUsers(join(home.folder, 'users')).anyLeft()) return false;
      await stopServer(home);
      return true;
    });
    if (unused) {
      await rm(home.folder, { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    }
    return unused;
  }

  /** Leaves the server, and stops it when no other process uses it. May be called twice. */
  stop(): Promise<void> {
    this.stopping ??= this.leave();
    return this.stopping;
  }
}
