import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KEY_SCOPES, type Permission, ROLE_PERMISSIONS } from '@bole/access';
import { type AnyEndpoint, API_PREFIX } from '../../apps/gateway/src/http/endpoint';
import { type Asker } from '../../test/access/askers';
import { type Stage } from '../../test/access/inhabitants';
import { fuzzedHouse, type FuzzedHouse } from './fuzzed-house';
import { CHECKS, findSchemathesis, fuzz, type FuzzResult } from './schemathesis';

/** Left out of a run, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  signOut: 'ends the session that asks',
  signOutEverywhere: 'ends the session that asks',
  switchCity: 'ends the session that asks',
};

const SEED = 20_261_123;
const EXIT = { ok: 0, found: 1, noPython: 69 } as const;

/**
 * `npm run fuzz -- [--cases 10000] [--small]`: Schemathesis asks a house in this process, as an API key with all scopes and, for
 * what keys may not do, as an administrator. Exits with 1 when it finds something, with 69 when there is no Python for it.
 */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '10000' },
      small: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(SEED) },
    },
  });
  const program = findSchemathesis();
  if (program === undefined) {
    say(
      'Schemathesis cannot be installed: it needs Python 3.10 or newer with venv (python3-venv), and PyPI.',
    );
    process.exitCode = EXIT.noPython;
    return;
  }
  const house = await fuzzedHouse(!values.small);
  try {
    const results = await fuzzAs(program, house, Number(values.cases), Number(values.seed), values.small);
    process.exitCode = report(results) ? EXIT.ok : EXIT.found;
  } finally {
    await house.close();
  }
}

async function fuzzAs(
  program: string,
  { stage, city }: FuzzedHouse,
  cases: number,
  seed: number,
  small: boolean,
): Promise<FuzzResult[]> {
  const endpoints = [...stage.api.endpoints.values()].filter((one) => !isEndless(one));
  for (const one of stage.api.endpoints.values())
    if (isEndless(one)) say(`Left out: ${one.id} (its stream does not end)`);
  const { key, people } = city.askers;
  const forPeople = endpoints.filter(({ id, access }) => !ofKeys(access) && LEFT_OUT[id] === undefined);
  const openApi = readFileSync(join(__dirname, '../../docs/openapi.json'), 'utf8');
  const run = {
    url: stage.house.url,
    openApi,
    seed,
    knownIds: knownIds(stage.cities.own),
    phases: small ? (['examples', 'fuzzing'] as const) : (['examples', 'coverage', 'fuzzing'] as const),
    casesEach: Math.ceil(cases / (endpoints.length + forPeople.length)),
  };
  const asking = async (asker: Asker, asked: readonly AnyEndpoint[]): Promise<FuzzResult> =>
    heard(
      stage,
      asker,
      await fuzz(program, {
        ...run,
        headers: asker.headers,
        operations: asked.map(({ id }) => id),
        sparedIds: await ownIds(stage, asker),
      }),
    );
  return [await asking(key, endpoints), await asking(people.administrator, forPeople)];
}

/** A person and its session; ending these would end the run. */
async function ownIds({ api }: Stage, asker: Asker): Promise<string[]> {
  if (asker.person === undefined) return [];
  const { items } = await api.make<{ items: { id: string; present: boolean }[] }>('listSessions', asker);
  return [asker.person.principal.id, ...items.filter(({ present }) => present).map(({ id }) => id)];
}

/** A run that was turned away has shown little: in the end, or by an operation that the asker may use. */
async function heard({ api }: Stage, asker: Asker, result: FuzzResult): Promise<FuzzResult> {
  const { status } = await api.call('getSession', asker);
  const may: readonly string[] = asker.scopes ?? [...ROLE_PERMISSIONS.administrator, 'signed-in'];
  const allowed = new Set(
    [...api.endpoints.values()]
      .filter(({ access }) => may.includes(access))
      .map(({ method, path }) => `${method} /${API_PREFIX}/${path.replace(/:([A-Za-z]+)/g, '{$1}')}`),
  );
  const refused = result.turnedAway.filter((operation) => allowed.has(operation));
  return {
    ...result,
    findings: [
      ...result.findings,
      ...(status === 200 ? [] : [`${asker.name} is answered with ${status} in the end: getSession`]),
      ...(refused.length === 0 ? [] : [`${asker.name} is turned away each time: ${refused.join(', ')}`]),
    ],
  };
}

function isEndless({ answers }: AnyEndpoint): boolean {
  return Object.values(answers).some(({ types }) => types?.includes('text/event-stream'));
}

function ofKeys(access: AnyEndpoint['access']): boolean {
  return access === 'anyone' || KEY_SCOPES.includes(access as Permission);
}

function knownIds({
  projects,
  investor,
  contact,
  lead,
  signal,
  things,
}: FuzzedHouse['city']): Record<string, string[]> {
  return {
    projects: Object.values(projects),
    investors: [investor],
    contacts: [contact],
    leads: [lead],
    signals: [signal],
    ...Object.fromEntries([...things].map(([kind, id]) => [kind, [id]])),
  };
}

function report(results: readonly FuzzResult[]): boolean {
  const findings = results.flatMap((result) => result.findings);
  for (const { output, findings: found } of results)
    if (found.length > 0) process.stdout.write(`${output}\n`);
  for (const finding of findings) process.stdout.write(`✗ ${finding}\n`);
  const cases = results.reduce((sum, result) => sum + result.cases, 0);
  const operations = new Set(results.flatMap((result) => result.operations));
  const seconds = Math.round(results.reduce((sum, result) => sum + result.seconds, 0));
  process.stdout.write(
    `${cases} cases of ${operations.size} operations, each answer held to ${CHECKS.length} checks, in ${seconds} s: ${findings.length} findings\n`,
  );
  return findings.length === 0;
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
