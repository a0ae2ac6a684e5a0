import { type WeightOf } from '@bole/matching';

/** A pair that came together, and how it had been shown before. */
export interface SeenOutcome {
  readonly projectId: string;
  readonly investorId: string;
  /** From 1, the best that it had stood at on the project's list by then; null: it was not on the list. */
  readonly rank: number | null;
  /** The chance with which it stood there, where places are drawn. */
  readonly probability: number;
  /** Whether the project had a list by then at all. */
  readonly listed: boolean;
}

/**
 * The chance that a pair comes together which nobody looked at: by itself, or because the two found one another elsewhere. It bounds
 * how much one outcome can count: ten times as much as one that stood first.
 */
const ANYWAY = 0.1;

/**
 * How much each outcome counts, by the inverse of its chance to have been looked at: the position-based model, in which that falls
 * as 1 / rank (Joachims, Swaminathan and Schnabel 2017; Wang et al., Position Bias Estimation for Unbiased Learning to Rank in
 * Personal Search, 2018). An outcome of a project that had no list yet counts 1, and those that a list could have steered 1 on
 * average.
 */
export function seenWeights(outcomes: readonly SeenOutcome[]): WeightOf {
  const steered = outcomes.filter(({ listed }) => listed);
  const mean = steered.reduce((sum, outcome) => sum + inverse(outcome), 0) / steered.length;
  const weights = new Map(steered.map((outcome) => [keyOf(outcome), inverse(outcome) / mean]));
  return (projectId, investorId) => weights.get(keyOf({ projectId, investorId })) ?? 1;
}

function inverse({ rank, probability }: SeenOutcome): number {
  const looked = rank === null ? 0 : probability / rank;
  return 1 / (ANYWAY + (1 - ANYWAY) * looked);
}

function keyOf({ projectId, investorId }: Pick<SeenOutcome, 'projectId' | 'investorId'>): string {
  return `${projectId} ${investorId}`;
}
