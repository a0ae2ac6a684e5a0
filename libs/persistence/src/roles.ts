import { createHmac } from 'node:crypto';
import { Client } from 'pg';
import { type PostgresConnection } from './connection';

/**
 * The two roles that work is done under. Neither owns a table, so row-level security binds both: `bole_service` is the
 * pipeline's and the courier's, `bole_gateway` is that of whoever asks over HTTP.
 */
export const WORKING_ROLES = ['bole_service', 'bole_gateway'] as const;
export type WorkingRole = (typeof WORKING_ROLES)[number];

/** The same database under a working role. Its password follows from the owner's, so that every process knows it. */
export function asRole(owner: PostgresConnection, role: WorkingRole): PostgresConnection {
  if (owner.password === '')
    throw new Error('The database URL has no password: the passwords of the working roles follow from it');
  const password = createHmac('sha256', owner.password).update(`bole:${role}`).digest('base64url');
  return { ...owner, user: role, password };
}

const DUPLICATE_OBJECT = '42710';
const UNIQUE_VIOLATION = '23505';
const WRONG_PASSWORD = '28P01';

/** Makes the working roles exist, and able to sign in. They belong to the server, not to one database. */
export async function ensureRoles(owner: PostgresConnection): Promise<void> {
  const client = new Client({ ...owner, application_name: 'bole-roles' });
  await client.connect();
  try {
    for (const role of WORKING_ROLES) await ensureRole(client, owner, role);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: Client, owner: PostgresConnection, role: WorkingRole): Promise<void> {
  const { password } = asRole(owner, role);
  const rights = `login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(password)}`;
  const found = await client.query(`select from pg_roles where rolname = $1`, [role]);
  if (found.rowCount === 0) {
    // Another process may have been first.
    await client.query(`create role ${role} ${rights}`).catch((error: { code?: string }) => {
      if (error.code !== DUPLICATE_OBJECT && error.code !== UNIQUE_VIOLATION) throw error;
    });
    return;
  }
  // Only where the owner's password has changed since: a role that is altered by two processes at once is an error.
  if (!(await canSignIn(asRole(owner, role)))) await client.query(`alter role ${role} ${rights}`);
}

async function canSignIn(connection: PostgresConnection): Promise<boolean> {
  const client = new Client({ ...connection });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === WRONG_PASSWORD) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
