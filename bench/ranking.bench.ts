/**
 * How well Bole ranks, on a history of deals: what it would have said at the cutoff, held against whom the next span brought
 * together. Four tasks over their full pools: `bole` learned from the years before the cutoff, `bole-untrained` is the hand-set
 * model; next to simple methods. The same as `bole evaluate`, which needs no build of the benches.
 *
 *     npm run bench -- ranking --data DIR --cutoff 2012-01-01 --end 2013-01-01 [--no-ask] [--json]
 *     npm run bench -- ranking … --ablation     the additive model without each group of features in turn
 *     npm run bench -- ranking … --trees        the additive model next to boosted trees on the same features, lists and objective
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { dealHistory } from '../apps/cli/src/history/deal-history';
import { evaluateHistory } from '../apps/cli/src/history/evaluate-history';
import { evaluationTables } from '../apps/cli/src/history/evaluation-tables';
import { historyFiles, readHistory } from '../apps/cli/src/history/read-history';
import { type Metrics } from '../libs/matching/src/evaluation/metrics';
import { type TaskName } from '../libs/matching/src/evaluation/tasks';
import { ablation } from './ranking/ablation';
import { additiveResult } from './ranking/additive';
import { learnedLists } from './ranking/learned-lists';
import { pairValues } from './ranking/pair-values';
import { treeResults } from './ranking/tree-ensemble';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      cutoff: { type: 'string' },
      end: { type: 'string' },
      'no-ask': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      ablation: { type: 'boolean', default: false },
      trees: { type: 'boolean', default: false },
    },
  });
  if (values.data === undefined) throw new Error('--data names the folder of the history');
  const [cutoff, end] = [day('cutoff', values.cutoff), day('end', values.end)];
  if (values.ablation || values.trees)
    return compareLearners(values.data, cutoff, end, values.ablation ? 'ablation' : 'trees');
  const answer = await evaluateHistory(
    {
      folder: values.data,
      ...{ cutoff, end },
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

/** Leaves, and trees after which the ensemble is looked at: its best is what the additive model is held against. */
const LEAVES = [8, 31];
const AFTER = [50, 100, 200, 300];

async function compareLearners(
  data: string,
  cutoff: Date,
  end: Date,
  what: 'ablation' | 'trees',
): Promise<void> {
  const history = await dealHistory(await readHistory(await historyFiles(data), 'bench', () => undefined));
  const [lists, values] = [learnedLists(history, cutoff), pairValues(history, cutoff, end)];
  if (what === 'ablation') {
    for (const { without, features, result } of ablation(lists, values))
      say(`without ${without}${features.length === 0 ? '' : ` (${features.join(', ')})`}`, result);
    return;
  }
  say(
    'additive',
    additiveResult(lists, values, () => true),
  );
  for (const leaves of LEAVES) {
    const options = { trees: Math.max(...AFTER), leaves, learningRate: 0.1, leastCurvature: 1, penalty: 1 };
    for (const [count, result] of treeResults(lists, values, options, AFTER))
      say(`${count} trees of ${leaves} leaves`, result);
  }
}

/** nDCG@10 ± half of its 95 % interval, and recall@50, task by task. */
function say(name: string, result: ReadonlyMap<TaskName, Metrics>): void {
  const figures = [...result]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([task, { ndcg10, ndcg10_ci, r50 }]) =>
        `${task} ${ndcg10.toFixed(4)} ± ${ndcg10_ci.toFixed(4)} / ${r50.toFixed(4)}`,
    );
  console.log(`${name}\n    ${figures.join('   ')}`);
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
