import { seededRandom } from '@bole/kernel';
import { CHALLENGE, challenge, type Challenge, type ChallengeOptions, type Model } from '@bole/matching';
import { type CityOutcomes } from './outcomes.reader';
import { seenWeights } from './seen-weights';

/** All that a training works on: plain data, so that it can be handed to another thread. */
export interface TrainingInput {
  readonly outcomes: CityOutcomes;
  readonly champion: Model;
  readonly now: Date;
  readonly settings: TrainingSettings;
}

export type TrainingSettings = Omit<ChallengeOptions, 'now' | 'ofProject' | 'weightOf'>;

export const TRAINING_SETTINGS: TrainingSettings = CHALLENGE;

/** Does the arithmetic of a training. Rejects with an AbortError when `signal` says so first. */
export type Trainer = (input: TrainingInput, signal: AbortSignal) => Promise<Challenge>;

/** In this thread, which does nothing else meanwhile. The same input gives the same model and figures. */
export function trainHere({ outcomes, champion, now, settings }: TrainingInput): Challenge {
  const { history, own, seen, checksum } = outcomes;
  const options = {
    ...settings,
    now,
    weightOf: seenWeights(seen),
    ...(own === null ? {} : { ofProject: (id: string) => own.has(id) }),
  };
  return challenge(history, champion, options, seededRandom(Number.parseInt(checksum.slice(0, 8), 16)));
}
