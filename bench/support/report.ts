import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';

/** The `--name value` options of a bench, each with its usual value; numbers. Throws on others. */
export function numbersGiven<Name extends string>(
  usual: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const names = Object.keys(usual) as Name[];
  const { values } = parseArgs({
    options: Object.fromEntries([...names, 'json'].map((name) => [name, { type: 'string' }])),
  });
  return Object.fromEntries(
    names.map((name) => {
      const number = Number(values[name] ?? usual[name]);
      if (!Number.isFinite(number)) throw new Error(`--${name} ${String(values[name])} is no number`);
      return [name, number];
    }),
  ) as Record<Name, number>;
}

/** Prints a table for people, and the same as JSON, with the machine that it was measured on: last on standard output, and in the file that `--json` names. */
export function report(
  bench: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  facts: object = {},
): void {
  console.table(rows);
  const machine = {
    node: process.version,
    cpus: cpus().length,
    cpu: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 2 ** 30),
  };
  const json = JSON.stringify({ bench, ...facts, machine, rows });
  console.log(json);
  const file = process.argv[process.argv.indexOf('--json') + 1];
  if (process.argv.includes('--json') && file !== undefined) writeFileSync(file, `${json}\n`);
}
