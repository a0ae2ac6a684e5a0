import { type Answered } from './evaluate';

/** What came of the pairs whose scores lie in one band. */
export interface Band {
  /** Points, inclusive. */
  readonly from: number;
  /** Points, exclusive. */
  readonly to: number;
  readonly pairs: number;
  /** Share of the pairs that dealt. */
  readonly dealt: number;
}

/** Wide enough to hold many pairs. */
const WIDTH = 10;

/** What a score is worth: of the pairs of each band of ten points, how many dealt within the span. The highest band first. */
export function calibrationOf({ task, scoresOf }: Answered): Band[] {
  const bands = new Map<number, { pairs: number; positives: number }>();
  for (const query of task.queries) {
    const scores = scoresOf(query);
    const excluded = new Set(query.excluded);
    const positives = new Set(query.positives);
    scores.forEach((score, place) => {
      if (excluded.has(place)) return;
      const from = Math.floor(score / WIDTH) * WIDTH;
      const band = bands.get(from) ?? { pairs: 0, positives: 0 };
      band.pairs += 1;
      if (positives.has(place)) band.positives += 1;
      bands.set(from, band);
    });
  }
  return [...bands]
    .sort(([a], [b]) => b - a)
    .map(([from, { pairs, positives }]) => ({ from, to: from + WIDTH, pairs, dealt: positives / pairs }));
}
