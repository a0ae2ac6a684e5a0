import { type Contribution } from '../ranker/scored';
import { byWeight } from './explain';

/** By how much one feature's points changed; `base` stands for the model's own. */
export interface Moved {
  readonly feature: string;
  readonly points: number;
}

type Points = Pick<Contribution, 'feature' | 'points'>;

/**
 * What changed between two computations of one lead, the largest change first. The changes add up to the change of the
 * score, where base is the same. A feature that is on one side only counts as 0 on the other. Empty for a new lead.
 */
export function moved(before: readonly Points[] | undefined, after: readonly Points[]): readonly Moved[] {
  if (before === undefined) return [];
  const changes = new Map<string, number>();
  for (const { feature, points } of after) changes.set(feature, (changes.get(feature) ?? 0) + points);
  for (const { feature, points } of before) changes.set(feature, (changes.get(feature) ?? 0) - points);
  return [...changes]
    .map(([feature, points]) => ({ feature, points }))
    .filter(({ points }) => points !== 0)
    .sort(byWeight);
}
