import { FEATURES } from '../features/registry';
import { type Model } from './model';

/**
 * The hand-set model, for a city with no history of its own. A lead that fits in all that was declared, with a few deeds
 * that confirm it and a warm contact, comes to 90 to 100 points; one that merely does not contradict to 10 to 20. Each
 * feature's curve stands beside the feature; change the version here when one of them changes.
 */
export const DEFAULT_MODEL: Model = {
  version: 'default-2',
  base: 12,
  curves: Object.fromEntries(FEATURES.map((feature) => [feature.name, feature.defaultCurve])),
};
