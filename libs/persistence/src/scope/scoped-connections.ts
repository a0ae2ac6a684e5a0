import { type QueryRunner } from 'typeorm';
import { type ActingScope, SCOPE_SETTINGS, scopeSettings } from './acting-scope';

const STATEMENT = `select ${SCOPE_SETTINGS.map((name, at) => `set_config('${name}', $${at + 1}, false)`).join(', ')}`;

/**
 * What each connection was told last, whichever service told it: services of one process that work under one role share a
 * pool, and each has to know what another did to its connections.
 */
const told = new WeakMap<object, string>();

/**
 * Tells each connection for whom it works before it does: the policies of row-level security read that. A connection
 * keeps its settings until they are set anew, so that one that works for the same city again is told nothing.
 */
export class ScopedConnections {
  /** Outside of a transaction, whose rollback would take the settings back. */
  async enter(runner: QueryRunner, scope: ActingScope | undefined): Promise<void> {
    const connection = (await runner.connect()) as object;
    const { settings, text } = settingsOf(scope);
    if (told.get(connection) === text) return;
    told.delete(connection);
    await runner.query(STATEMENT, [...settings]);
    told.set(connection, text);
  }
}

interface Settings {
  readonly settings: readonly string[];
  readonly text: string;
}

/** A scope does not change, and is asked for with each statement. */
function settingsOf(scope: ActingScope | undefined): Settings {
  if (scope === undefined) return NOBODY;
  let known = settingsByScope.get(scope);
  if (known === undefined) settingsByScope.set(scope, (known = settingsFrom(scope)));
  return known;
}

function settingsFrom(scope: ActingScope | undefined): Settings {
  const settings = scopeSettings(scope);
  return { settings, text: settings.join('\n') };
}

const settingsByScope = new WeakMap<ActingScope, Settings>();
const NOBODY = settingsFrom(undefined);
