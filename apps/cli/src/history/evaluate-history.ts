import { basename, resolve } from 'node:path';
import { InvalidInputError, seededRandom } from '@bole/kernel';
import {
  type Band,
  bm25Method,
  calibrationOf,
  evaluate,
  groundedModel,
  type EvaluationResult,
  marketOf,
  type Model,
  modelMethod,
  popularityMethod,
  randomMethod,
  type Slice,
  slicesOf,
  type Split,
  splitHistory,
  TASK_NAMES,
  type TaskName,
  train,
  TRAINING,
} from '@bole/matching';
import { dealHistory } from './deal-history';
import { type HistoryProblem } from './history';
import { historyFiles, readHistory } from './read-history';

export interface HistoryQuestion {
  readonly folder: string;
  /** What is later is what was to be foretold. */
  readonly cutoff: Date;
  /** Exclusive. */
  readonly end: Date;
  /** Leaves stage and amount out of what is asked. */
  readonly withoutAsk: boolean;
}

export interface HistoryAnswer {
  readonly result: EvaluationResult;
  /** Of `bole` and `bm25`. */
  readonly slices: readonly Slice[];
  /** Of `bole`, by task. */
  readonly calibration: Readonly<Partial<Record<TaskName, readonly Band[]>>>;
  /** What `bole` learned from the years before the cutoff. */
  readonly model: Model;
  readonly wrong: readonly HistoryProblem[];
}

/** Draws negatives; the same figures come out each time. */
const SEED = 5;

/**
 * What Bole would have said at the cutoff, held against whom the span until `end` brought together, next to simple methods. `seconds`
 * is a clock. Throws an InvalidInputError that names the date that leaves nothing to learn from or nothing to foretell.
 */
export async function evaluateHistory(
  { folder, cutoff, end, withoutAsk }: HistoryQuestion,
  seconds: () => number,
): Promise<HistoryAnswer> {
  if (end <= cutoff) throw wrongDate('END_BEFORE_CUTOFF', 'end', end, `a day after ${day(cutoff)}`);
  const wrong: HistoryProblem[] = [];
  const source = basename(resolve(folder));
  const history = await dealHistory(
    await readHistory(await historyFiles(folder), source, (problem) => wrong.push(problem)),
  );
  const split = splitHistory(history, { cutoff, end, withoutAsk });
  checkSplit(split, { cutoff, end });
  const began = seconds();
  const model = train(history, { ...TRAINING, cutoff }, seededRandom(SEED));
  const learnedIn = seconds() - began;
  const market = marketOf(history, split, model.background);
  const slices: Slice[] = [];
  const calibration: Partial<Record<TaskName, readonly Band[]>> = {};
  const methods = [
    modelMethod('bole', model),
    modelMethod('bole-untrained', groundedModel(model.background)),
    bm25Method,
    popularityMethod,
    randomMethod,
  ];
  const result = evaluate(split, market, methods, seconds, (answered) => {
    const { method, task } = answered;
    if (method === 'bole') calibration[task.name] = calibrationOf(answered);
    if (method === 'bole' || method === bm25Method.name) slices.push(...slicesOf(answered, market));
  });
  return { result: withFit(result, learnedIn), slices, calibration, model, wrong };
}

/** What `bole` took to learn is its fit. */
function withFit(result: EvaluationResult, learnedIn: number): EvaluationResult {
  const entries = TASK_NAMES.map((name) => {
    const { methods, ...task } = result[name];
    const { bole, ...others } = methods;
    const fitted = bole === undefined ? {} : { bole: { ...bole, fit_s: bole.fit_s + learnedIn } };
    return [name, { ...task, methods: { ...fitted, ...others } }] as const;
  });
  return Object.fromEntries(entries) as EvaluationResult;
}

function checkSplit({ investors, projects }: Split, { cutoff, end }: { cutoff: Date; end: Date }): void {
  if (investors.length === 0)
    throw wrongDate(
      'HISTORY_TOO_SHORT',
      'cutoff',
      cutoff,
      'a day before which an investor has come into 5 projects',
    );
  if (projects.length === 0)
    throw wrongDate(
      'NOTHING_TO_FORETELL',
      'end',
      end,
      `a day by which one of them has come into another after ${day(cutoff)}`,
    );
}

function wrongDate(code: string, field: string, value: Date, expected: string): InvalidInputError {
  return new InvalidInputError([{ code, field, value: day(value), expected }]);
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
