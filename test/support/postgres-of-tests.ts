import { type EmbeddedPostgres } from '../../libs/persistence/src/embedded/embedded-postgres';

export interface PostgresOfTests {
  readonly server: EmbeddedPostgres;
  readonly dataDir: string;
}

/** Jest loads setup and teardown as modules of their own; what they share hangs on the process. */
const SLOT = Symbol.for('bole.test.postgres');
const shared = globalThis as { [SLOT]?: PostgresOfTests | undefined };

export const postgresOfTests = {
  set(value: PostgresOfTests): void {
    shared[SLOT] = value;
  },
  take(): PostgresOfTests | undefined {
    const value = shared[SLOT];
    shared[SLOT] = undefined;
    return value;
  },
};
