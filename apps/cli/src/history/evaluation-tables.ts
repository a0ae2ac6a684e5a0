import { type Band, type EvaluationResult, type Slice, TASK_NAMES } from '@bole/matching';
import { type HistoryAnswer } from './evaluate-history';

/** Slices with fewer queries say little. */
const LEAST_QUERIES = 20;
const MOST_SLICES = 6;

/** An evaluation as lines to read: the methods in each task, what a score was worth, and how it went slice by slice. */
export function evaluationTables({ result, slices, calibration }: HistoryAnswer): string[] {
  return TASK_NAMES.flatMap((name) => {
    const { queries, pool, pairs } = result[name];
    if (queries === 0) return ['', `${TITLES[name]}: nothing to foretell in this span`];
    return [
      '',
      `${TITLES[name]}: ${queries} queries, pool ${pool}, ${pairs} pairs`,
      ...methodLines(result[name].methods),
      '',
      'what a score was worth (pairs of a band, and how many of a thousand dealt)',
      ...(calibration[name] ?? []).filter(({ pairs: count }) => count >= LEAST_QUERIES).map(bandLine),
      '',
      'slices                                    queries   nDCG@10 bole    bm25   recall@50 bole    bm25',
      ...sliceLines(slices.filter(({ task }) => task === name)),
    ];
  });
}

const TITLES = {
  'A-cold': 'A-cold (investors for a new project)',
  'B-cold': 'B-cold (new projects for an investor)',
  'A-warm': 'A-warm (further investors for a project that has some)',
  'B-warm': 'B-warm (projects that have investors, for one new to them)',
} as const;

function methodLines(methods: EvaluationResult['A-cold']['methods']): string[] {
  return [
    'method            recall@10  recall@50  nDCG@10      ±      MRR    fit s  score s',
    ...Object.entries(methods).map(([name, { r10, r50, ndcg10, ndcg10_ci, mrr, fit_s, score_s }]) =>
      [
        name.padEnd(17),
        ...[r10, r50].map((value) => value.toFixed(4).padStart(10)),
        ndcg10.toFixed(4).padStart(8),
        ndcg10_ci.toFixed(4).padStart(6),
        mrr.toFixed(4).padStart(8),
        ...[fit_s, score_s].map((value) => value.toFixed(1).padStart(8)),
      ].join(' '),
    ),
  ];
}

function bandLine({ from, to, pairs, dealt }: Band): string {
  const band = `${from} to ${to} points`.padEnd(20);
  return `  ${band} ${String(pairs).padStart(9)} ${(dealt * 1_000).toFixed(2).padStart(9)}`;
}

function sliceLines(slices: readonly Slice[]): string[] {
  const kinds = [...new Set(slices.map(({ by }) => by))];
  return kinds.flatMap((kind) => {
    const own = slices.filter(({ by, method }) => by === kind && method === 'bole');
    return own
      .filter(({ queries }) => queries >= LEAST_QUERIES)
      .slice(0, MOST_SLICES)
      .map((slice) => {
        const peer = slices.find(
          ({ by, value, method }) => by === kind && value === slice.value && method !== 'bole',
        );
        return [
          `  ${kind}: ${slice.value}`.padEnd(40),
          String(slice.queries).padStart(8),
          slice.ndcg10.toFixed(4).padStart(14),
          (peer?.ndcg10 ?? Number.NaN).toFixed(4).padStart(9),
          slice.r50.toFixed(4).padStart(16),
          (peer?.r50 ?? Number.NaN).toFixed(4).padStart(8),
        ].join(' ');
      });
  });
}
