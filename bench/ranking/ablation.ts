import { FEATURES } from '@bole/matching';
import { type Metrics } from '../../libs/matching/src/evaluation/metrics';
import { type TaskName } from '../../libs/matching/src/evaluation/tasks';
import { additiveResult } from './additive';
import { type LearnedLists } from './learned-lists';
import { type PairValues } from './pair-values';

/** Which features are left out together. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'industry and words': ['revealed-industry', 'revealed-keywords', 'distinct-words', 'industry-lift'],
  place: ['revealed-place', 'home-place', 'country-lift', 'province-lift', 'city-lift'],
  'stage and size': ['funding-stage', 'revealed-size', 'stage-lift', 'amount-lift', 'last-round'],
  'likeness to single past deals': ['similar-deals'],
  companions: ['co-investors', 'closest-companion', 'backers'],
  'tempo and standing': ['volume', 'recency', 'tenure', 'pace'],
};

export interface Ablation {
  readonly without: string;
  readonly features: readonly string[];
  readonly result: ReadonlyMap<TaskName, Metrics>;
}

/** The additive model of all features, then without each group in turn, each learned anew. Throws for a feature that is in two groups or unknown. */
export function* ablation(lists: readonly LearnedLists[], values: PairValues): Generator<Ablation> {
  const told = FEATURES.filter((_, at) => lists.some(({ set }) => hasValues(set.columns[at])));
  const names = new Set(told.map(({ name }) => name));
  const grouped = Object.values(GROUPS).flat();
  const strange = grouped.filter((name, at) => !names.has(name) || grouped.indexOf(name) !== at);
  if (strange.length > 0) throw new Error(`${strange.join(', ')}: in two groups, or without values here`);
  const rest = [...names].filter((name) => !grouped.includes(name));
  yield { without: 'nothing', features: [], result: additiveResult(lists, values, () => true) };
  for (const [without, features] of [...Object.entries(GROUPS), ['all others', rest] as const])
    yield { without, features, result: additiveResult(lists, values, (name) => !features.includes(name)) };
}

function hasValues(column: Float64Array | undefined): boolean {
  return column?.some((value) => !Number.isNaN(value)) === true;
}
