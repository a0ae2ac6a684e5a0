import { type PostgresConnection } from '@bole/persistence';
import { ConfigError } from './bole-config';

const RIGHT =
  'postgres://user:password@host:5432/database, with ?sslmode=require or verify-full where wanted';

/** The parts of BOLE_DATABASE. Throws a ConfigError, without the password in it, when one is missing or unknown. */
export function readDatabaseUrl(text: string): PostgresConnection {
  const url = new URL(text);
  const database = decodeURIComponent(url.pathname.slice(1));
  const fault = (what: string): ConfigError =>
    new ConfigError(`The configuration is wrong: BOLE_DATABASE ${what}; expected ${RIGHT}.`);
  if (url.hostname === '') throw fault('names no host');
  if (url.username === '') throw fault('names no user');
  if (database === '' || database.includes('/')) throw fault('names no database');
  for (const name of url.searchParams.keys())
    if (name !== 'sslmode') throw fault(`has an unknown part "${name}"`);

  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    ...tls(url.searchParams.get('sslmode'), fault),
  };
}

function tls(mode: string | null, fault: (what: string) => ConfigError): Pick<PostgresConnection, 'ssl'> {
  switch (mode) {
    case null:
    case 'disable':
      return {};
    case 'require':
      // As libpq has it: encrypted, but whoever answers is believed.
      return { ssl: { rejectUnauthorized: false } };
    case 'verify-full':
      return { ssl: { rejectUnauthorized: true } };
    default:
      throw fault(`has sslmode "${mode}"`);
  }
}
