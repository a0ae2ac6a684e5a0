/**
 * What scoring costs: one project against 300 candidates with all features, on one core, as a live match does it once the candidates
 * are found and prepared: the project is prepared, each pair is scored, the best 10 are explained in full.
 *
 *     npm run bench -- scoring --data DIR --cutoff 2011-01-01 --end 2012-01-01 [--trained] [--json FILE]
 *
 * The candidates of a project are the 300 investors that the model ranks highest, whose histories are the longest to compare.
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { contentHash, seededRandom } from '@bole/kernel';
import {
  DEFAULT_MODEL,
  marketOf,
  type Model,
  pointsOfEach,
  prepareProject,
  type PreparedInvestor,
  type ProjectRecord,
  rank,
  score,
  splitHistory,
  train,
  TRAINING,
} from '@bole/matching';
import { dealHistory } from '../apps/cli/src/history/deal-history';
import { historyFiles, readHistory } from '../apps/cli/src/history/read-history';
import { report } from './support/report';

const CANDIDATES = 300;
const PROJECTS = 300;
const WARMING = 100;
const EXPLAINED = 10;
const SEED = 5;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...{ data: { type: 'string' }, cutoff: { type: 'string' }, end: { type: 'string' } },
      ...{ trained: { type: 'boolean', default: false }, json: { type: 'string' } },
    },
  });
  if (values.data === undefined) throw new Error('--data names the folder of the history');
  const [cutoff, end] = [day(values.cutoff), day(values.end)];
  const history = await dealHistory(
    await readHistory(await historyFiles(values.data), 'bench', () => undefined),
  );
  const split = splitHistory(history, { cutoff, end });
  const { investors, records } = marketOf(history, split);
  const model = values.trained ? train(history, { ...TRAINING, cutoff }, seededRandom(SEED)) : DEFAULT_MODEL;
  const step = Math.max(1, Math.floor(records.length / PROJECTS));
  const asked = records
    .filter((_, at) => at % step === 0)
    .slice(0, PROJECTS)
    .map((record) => ({ record, candidates: bestOf(record, investors, cutoff, model) }));
  for (const { record, candidates } of asked.slice(0, WARMING)) matched(record, candidates, cutoff, model);
  const times: number[] = [];
  const prepared: number[] = [];
  const digests: string[] = [];
  for (const { record, candidates } of asked) {
    const began = performance.now();
    const { ranked, preparedAt } = matched(record, candidates, cutoff, model);
    times.push(performance.now() - began);
    prepared.push(preparedAt - began);
    digests.push(contentHash(ranked.map(({ investorId, score: points }) => [investorId, points])));
  }
  const row = (name: string, all: number[]) => ({ name, p50: at(all, 0.5), p95: at(all, 0.95) });
  const checksum = contentHash(digests);
  report('scoring', [row('prepare, score, explain', times), row('of which prepare', prepared)], {
    ...{ model: model.version, candidates: CANDIDATES, projects: asked.length, unit: 'ms', checksum },
  });
}

function matched(record: ProjectRecord, candidates: readonly PreparedInvestor[], asOf: Date, model: Model) {
  const project = prepareProject(record, asOf, model.background);
  const preparedAt = performance.now();
  const pairs = candidates.map((investor) => ({ project, investor }));
  const points = pointsOfEach(pairs, () => model);
  const scored = candidates.map((investor, at) => ({
    investor,
    investorId: investor.facts.id,
    projectId: project.facts.id,
    score: points[at] ?? 0,
  }));
  const ranked = rank(scored, 'investors');
  for (const { investor } of ranked.slice(0, EXPLAINED)) score({ project, investor }, model);
  return { ranked, preparedAt };
}

function bestOf(
  record: ProjectRecord,
  investors: readonly PreparedInvestor[],
  asOf: Date,
  model: Model,
): PreparedInvestor[] {
  return matched(record, investors, asOf, model)
    .ranked.slice(0, CANDIDATES)
    .map(({ investor }) => investor);
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Number((sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(2));
}

function day(text: string | undefined): Date {
  const found = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(found.getTime())) throw new Error(`${String(text)} is no day such as 2012-01-01`);
  return found;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
