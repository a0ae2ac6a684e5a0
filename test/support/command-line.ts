import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `bole` from the build, as a user would. */
export async function bole(
  environment: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<Said> {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js'), ...words], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** The same, and an error with all that it said when it did not end well. */
export async function boleSucceeds(
  environment: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<string> {
  const said = await bole(environment, ...words);
  if (said.code !== 0)
    throw new Error(`bole ${words.join(' ')} ended with ${said.code}:\n${said.out}\n${said.err}`);
  return said.out;
}
