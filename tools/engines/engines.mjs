#!/usr/bin/env node
/**
 * Real Kafka, Elasticsearch and Postgres on this machine, without Docker: `npm run engines -- up|down|status|wipe`.
 *
 *   up      fetches what is missing, starts what is not running, waits until it is ready, prints the variables to export
 *   down    stops what is running; the data stays
 *   status  tells what is running
 *   wipe    stops what is running and removes the data; the fetched programs stay
 *
 *   --no-postgres  leaves Postgres alone
 *   --any-ports    any free ports, not the usual or the last ones
 *   --folder DIR   where data and state are kept; default: `run` in the folder of the engines
 *
 * The folder of the engines is `.engines` of the checkout, or BOLE_ENGINES_DIR. When run as root, Elasticsearch runs as
 * `nobody`, and its data lies in the system's folder for temporary files where `nobody` cannot reach the checkout.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as elasticsearch from './elasticsearch.mjs';
import * as kafka from './kafka.mjs';
import * as postgres from './postgres.mjs';
import { isOurs, stop, waitUntil } from './processes.mjs';

/** A port found free can be taken before the engine binds it: then it starts anew, on another. */
const ATTEMPTS = 3;

const ALL = [kafka, elasticsearch, postgres];
const commands = { up, down, status, wipe };
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'no-postgres': { type: 'boolean', default: false },
    'any-ports': { type: 'boolean', default: false },
    folder: { type: 'string' },
  },
});
const ENGINES = options['no-postgres'] ? [kafka, elasticsearch] : ALL;
const command = commands[positionals[0] ?? ''];
if (command === undefined) {
  console.error('Say one of: npm run engines -- up | down | status | wipe');
  process.exit(2);
}
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const cache = resolve(process.env.BOLE_ENGINES_DIR || join(root, '.engines'));
const folder = reachable(resolve(options.folder ?? join(cache, 'run')));
const stateFile = join(folder, 'state.json');

try {
  await command();
  process.exit(0); // what was started goes on without us
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

async function up() {
  await Promise.all(ENGINES.map(startEngine));
  const state = readState();
  for (const engine of ENGINES)
    for (const [name, value] of Object.entries(engine.variables(state[engine.name])))
      console.log(`export ${name}=${value}`);
}

async function startEngine(engine) {
  const before = readState()[engine.name];
  if (isRunning(engine, before)) {
    if (
      await waitUntil(
        () => engine.isReady(before),
        engine.READY_LIMIT_MS,
        () => !isRunning(engine, before),
      )
    )
      return;
    await stopEngine(engine, before);
  }
  mkdirSync(folder, { recursive: true });
  for (let attempt = 1; ; attempt += 1) {
    console.error(`Starting ${engine.name} …`);
    const started = await engine.start({
      cache,
      folder,
      before,
      anyPorts: options['any-ports'] || attempt > 1,
    });
    writeState({ ...readState(), [engine.name]: started });
    const ready = await waitUntil(
      () => engine.isReady(started),
      engine.READY_LIMIT_MS,
      () => !isRunning(engine, started),
    );
    if (ready) return;
    await stopEngine(engine, started);
    if (attempt === ATTEMPTS)
      throw new Error(
        `${engine.name} does not become ready; its logs are below ${join(folder, engine.name)}.`,
      );
  }
}

async function down() {
  for (const engine of ALL) {
    const known = readState()[engine.name];
    if (!isRunning(engine, known)) continue;
    console.error(`Stopping ${engine.name} …`);
    await stopEngine(engine, known);
  }
}

async function status() {
  const state = readState();
  for (const engine of ALL) {
    const known = state[engine.name];
    if (!isRunning(engine, known)) console.log(`${engine.name}: not running`);
    else {
      const ready = await engine.isReady(known);
      console.log(
        `${engine.name}: ${ready ? 'ready' : 'running, not ready'} on 127.0.0.1:${known.port}, pid ${known.pid}`,
      );
    }
  }
}

async function wipe() {
  await down();
  if (existsSync(join(folder, postgres.name))) await postgres.wipe(folder);
  rmSync(folder, { recursive: true, force: true });
}

function stopEngine(engine, known) {
  return stop(known.pid, engine.mark(folder, known), engine.signals);
}

function isRunning(engine, known) {
  return known !== undefined && isOurs(known.pid, engine.mark(folder, known));
}

function readState() {
  return existsSync(stateFile) ? JSON.parse(readFileSync(stateFile, 'utf8')) : {};
}

function writeState(state) {
  writeFileSync(`${stateFile}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(`${stateFile}.new`, stateFile);
}

/** `wanted`, or as root a folder of the same name-hash that every user can reach, where `wanted` lies behind a closed door. */
function reachable(wanted) {
  if (process.getuid?.() !== 0) return wanted;
  for (let above = wanted; above !== dirname(above); above = dirname(above))
    if (existsSync(above) && (statSync(above).mode & 0o001) === 0)
      return join(tmpdir(), `bole-engines-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`);
  return wanted;
}
