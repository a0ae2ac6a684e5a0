import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HERE = __dirname;
const ROOT = join(HERE, '../..');
const REQUIREMENTS = join(HERE, 'requirements.txt');

/** What every answer is held to. */
export const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'positive_data_acceptance',
  'missing_required_header',
  'unsupported_method',
  'ignored_auth',
] as const;

export interface FuzzRun {
  readonly url: string;
  /** The document, as its text. */
  readonly openApi: string;
  readonly headers: Readonly<Record<string, string>>;
  /** operationIds. */
  readonly operations: readonly string[];
  /** At most so many generated cases for each operation in the fuzzing phase; the examples and the coverage come on top. */
  readonly casesEach: number;
  readonly phases: readonly ('examples' | 'coverage' | 'fuzzing')[];
  readonly seed: number;
  readonly knownIds: Readonly<Record<string, readonly string[]>>;
  /** Ids that no path may hold. */
  readonly sparedIds: readonly string[];
}

export interface FuzzResult {
  readonly cases: number;
  readonly operations: readonly string[];
  readonly seconds: number;
  /** Titles with the operations that they are about; empty when all is well. */
  readonly findings: readonly string[];
  /** Operations that answered nothing but 401 and 403, such as `GET /api/v1/keys`. */
  readonly turnedAway: readonly string[];
  /** What was printed, with a way to repeat each finding. */
  readonly output: string;
}

/** Where Schemathesis is, in a Python environment of its own outside of the sources; undefined where Python cannot make one. */
export function findSchemathesis(): string | undefined {
  const version = /==(.+)/.exec(readFileSync(REQUIREMENTS, 'utf8'))?.[1]?.trim() ?? '';
  const folder = join(process.env['BOLE_ENGINES_DIR'] ?? join(ROOT, '.engines'), `schemathesis-${version}`);
  const program = join(folder, 'bin', 'schemathesis');
  if (existsSync(program)) return program;
  mkdirSync(join(folder, '..'), { recursive: true });
  // Beside its place until it is whole. A program of an environment names its folder, so what is moved is run as a module.
  const making = mkdtempSync(`${folder}-`);
  const steps: readonly (readonly [string, readonly string[]])[] = [
    ['python3', ['-m', 'venv', making]],
    [
      join(making, 'bin/python'),
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS],
    ],
  ];
  for (const [command, args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
    if (status === 0) continue;
    process.stderr.write(`${error?.message ?? stderr}\n`);
    rmSync(making, { recursive: true, force: true });
    return undefined;
  }
  renameSync(making, folder);
  writeFileSync(program, `#!/bin/sh\nexec "$(dirname "$0")/python" -m schemathesis.cli "$@"\n`, {
    mode: 0o755,
  });
  return program;
}

/** Runs Schemathesis against a house. Rejects when it could not do its work. */
export async function fuzz(program: string, run: FuzzRun): Promise<FuzzResult> {
  const folder = mkdtempSync(join(tmpdir(), 'bole-fuzz-'));
  try {
    writeFileSync(join(folder, 'openapi.json'), readable(run.openApi));
    const began = performance.now();
    const output = await execute(program, folder, run);
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
    return {
      cases: report.test_cases.generated,
      operations: run.operations,
      seconds: (performance.now() - began) / 1_000,
      findings: [
        ...report.failures.map(({ title, operations }) => `${title}: ${operations.join(', ')}`),
        ...report.errors.map(({ title, count }) => `${title}: ${count} times`),
      ],
      turnedAway: report.warnings.missing_auth,
      output,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Report {
  readonly test_cases: { readonly generated: number };
  readonly failures: readonly { readonly title: string; readonly operations: readonly string[] }[];
  readonly errors: readonly { readonly title: string; readonly count: number }[];
  readonly warnings: { readonly missing_auth: readonly string[] };
}

function execute(program: string, folder: string, run: FuzzRun): Promise<string> {
  const args = [
    ...['--config-file', join(HERE, 'schemathesis.toml'), '--no-color', 'run', join(folder, 'openapi.json')],
    ...['--url', run.url, '--workers', '2', '--phases', run.phases.join()],
    ...['--max-examples', String(run.casesEach), '--seed', String(run.seed), '--checks', CHECKS.join()],
    ...['--report', 'json', '--report-json-path', join(folder, 'report.json')],
    ...['--continue-on-failure', '--request-timeout', '30', '--suppress-health-check', 'all'],
    ...Object.entries(run.headers).flatMap(([name, value]) => ['--header', `${asIs(name)}: ${value}`]),
    ...run.operations.flatMap((id) => ['--include-operation-id', id]),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        PYTHONPATH: HERE,
        PYTHONDONTWRITEBYTECODE: '1',
        SCHEMATHESIS_HOOKS: 'known_ids',
        FUZZ_KNOWN_IDS: JSON.stringify(run.knownIds),
        FUZZ_SPARED_IDS: JSON.stringify(run.sparedIds),
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) =>
      existsSync(join(folder, 'report.json'))
        ? resolve(output)
        : reject(new Error(`Schemathesis ended with ${code} and left no report:\n${output}`)),
    );
  });
}

/** `Authorization`, as Schemathesis knows it: it leaves that out to see whether anybody minds. */
function asIs(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

/** Python's regular expressions know no classes of Unicode, and Schemathesis takes none with surrogates: it writes none. */
function readable(openApi: string): string {
  return openApi.replaceAll('\\\\p{Cc}', '\\\\x00-\\\\x1f\\\\x7f-\\\\x9f').replaceAll('\\\\p{Cs}', '');
}
