/**
 * How well Bole ranks, on a history of deals: what it would have said at the cutoff, held against whom the next span brought
 * together. Four tasks over their full pools: `bole` learned from the years before the cutoff, `bole-untrained` is the hand-set
 * model; next to simple methods. The same as `bole evaluate`, which needs no build of the benches.
 *
 *     npm run bench -- ranking --data DIR --cutoff 2012-01-01 --end 2013-01-01 [--no-ask] [--json]
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { evaluateHistory } from '../apps/cli/src/history/evaluate-history';
import { evaluationTables } from '../apps/cli/src/history/evaluation-tables';

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
  const answer = await evaluateHistory(
    {
      folder: values.data,
      cutoff: day('cutoff', values.cutoff),
      end: day('end', values.end),
      withoutAsk: values['no-ask'],
    },
    () => performance.now() / 1_000,
  );
  const [first] = answer.wrong;
  if (first !== undefined)
    console.error(
      `${answer.wrong.length} wrong rows are left out, the first: ${first.file}, row ${first.row}: ${first.code}`,
    );
  if (values.json) console.log(JSON.stringify(answer.result));
  else for (const line of evaluationTables(answer)) console.log(line);
}

function day(option: string, text: string | undefined): Date {
  const at = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) throw new Error(`--${option} ${String(text)} is no day such as 2012-01-01`);
  return at;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
