/**
 * How well Bole ranks, on a history of deals: what it would have said at the cutoff, held against whom the next span brought
 * together. Four tasks over their full pools: `bole` learned from the years before the cutoff, `bole-untrained` is the hand-set
 * model; next to simple methods.
 *
 *     npm run bench -- ranking --data DIR --cutoff 2012-01-01 --end 2013-01-01 [--no-ask] [--json]
 */
import { basename, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { seededRandom } from '@bole/kernel';
import {
  bm25Method,
  DEFAULT_MODEL,
  evaluate,
  type EvaluationResult,
  marketOf,
  modelMethod,
  popularityMethod,
  randomMethod,
  splitHistory,
  train,
  TRAINING,
} from '@bole/matching';
import { dealHistory } from '../apps/cli/src/history/deal-history';
import { historyFiles, readHistory } from '../apps/cli/src/history/read-history';

const PEERS = [modelMethod('bole-untrained', DEFAULT_MODEL), bm25Method, popularityMethod, randomMethod];

/** Draws negatives; the same figures come out each time. */
const SEED = 5;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      cutoff: { type: 'string' },
      end: { type: 'string' },
      'no-ask': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.data === undefined) throw new Error('--data names the folder of the history');
  const wrong: string[] = [];
  const history = await readHistory(
    await historyFiles(values.data),
    basename(resolve(values.data)),
    ({ file, row, code }) => wrong.push(`${file}, row ${row}: ${code}`),
  );
  const deals = await dealHistory(history);
  if (wrong.length > 0) console.error(`${wrong.length} wrong rows are left out, the first: ${wrong[0]}`);
  const cutoff = day('cutoff', values.cutoff);
  const trained = train(deals, { ...TRAINING, cutoff }, seededRandom(SEED));
  const split = splitHistory(deals, {
    cutoff,
    end: day('end', values.end),
    withoutAsk: values['no-ask'],
  });
  const result = evaluate(
    split,
    marketOf(deals, split),
    [modelMethod('bole', trained), ...PEERS],
    () => performance.now() / 1_000,
  );
  if (values.json) console.log(JSON.stringify(result));
  else print(result);
}

function day(option: string, text: string | undefined): Date {
  const at = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) throw new Error(`--${option} ${String(text)} is no day such as 2012-01-01`);
  return at;
}

function print(result: EvaluationResult): void {
  for (const [task, { queries, pool, pairs, methods }] of Object.entries(result)) {
    console.log(`\n${task}: ${queries} queries, pool ${pool}, ${pairs} pairs`);
    const rows = Object.entries(methods).map(([name, metrics]): [string, object] => [
      name,
      Object.fromEntries(
        Object.entries(metrics).map(([key, value]: [string, number]) => [
          key,
          value.toFixed(key.endsWith('_s') ? 2 : 4),
        ]),
      ),
    ]);
    console.table(Object.fromEntries(rows));
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
