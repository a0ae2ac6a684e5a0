import { type Language } from '@bole/kernel';
import { type Pair, type Text } from '../features/feature';
import { featureNamed } from '../features/registry';
import { type Contribution, type FeatureGroup, type Scored } from '../ranker/scored';

/** Why a lead has the score that it has, strongest first. The points of all reasons and the base add up to the score. */
export interface Explanation {
  readonly for: readonly Reason[];
  readonly against: readonly Reason[];
}

export interface Reason {
  readonly feature: string;
  readonly group: FeatureGroup;
  /** Above 0 for, below 0 against, never 0. */
  readonly points: number;
  readonly text: string;
  readonly evidence: readonly string[];
}

/** A reason in both languages, as it is stored. */
export interface LocalizedReason extends Omit<Reason, 'text'> {
  readonly text: Text;
}

/**
 * The reasons of `scored` in one language, at most the `most` that weigh most, for or against. `pair` must be the one that
 * was scored.
 */
export function explain(scored: Scored, pair: Pair, language: Language, most?: number): Explanation {
  const reasons = reasonsOf(scored, pair, most).map((reason) => ({ ...reason, text: reason.text[language] }));
  return {
    for: reasons.filter(({ points }) => points > 0),
    against: reasons.filter(({ points }) => points < 0),
  };
}

/** Every contribution that is not 0, or the first `most` of these, as a reason in both languages, by |points|, strongest first. */
export function reasonsOf(scored: Scored, pair: Pair, most?: number): readonly LocalizedReason[] {
  return scored.contributions
    .filter(({ points }) => points !== 0)
    .sort(byWeight)
    .slice(0, most)
    .map((contribution) => ({
      feature: contribution.feature,
      group: contribution.group,
      points: contribution.points,
      text: textOf(contribution, pair),
      evidence: contribution.evidence,
    }));
}

function textOf({ feature: name, value }: Contribution, pair: Pair): Text {
  const feature = featureNamed(name);
  if (feature === undefined) throw new RangeError(`There is no feature ${name}`);
  return value === null ? feature.missing : feature.reason(pair, value);
}

/** The heaviest first, for or against; ties in the order of their names. */
export function byWeight(
  a: { feature: string; points: number },
  b: { feature: string; points: number },
): number {
  return (
    Math.abs(b.points) - Math.abs(a.points) || (a.feature < b.feature ? -1 : a.feature > b.feature ? 1 : 0)
  );
}
