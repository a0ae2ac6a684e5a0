import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KEY_SCOPES, type Permission } from '@bole/access';
import { type AnyEndpoint } from '../../apps/gateway/src/http/endpoint';
import { fuzzedHouse, type FuzzedHouse } from './fuzzed-house';
import { findSchemathesis, fuzz, type FuzzResult } from './schemathesis';

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
  return [
    await fuzz(program, { ...run, headers: key.headers, operations: endpoints.map(({ id }) => id) }),
    await fuzz(program, {
      ...run,
      headers: people.administrator.headers,
      operations: forPeople.map(({ id }) => id),
    }),
  ];
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
  process.stdout.write(`${cases} cases, ${findings.length} findings\n`);
  return findings.length === 0;
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
