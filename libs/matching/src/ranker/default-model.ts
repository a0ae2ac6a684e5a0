import { contentHash } from '@bole/kernel';
import { FEATURES } from '../features/registry';
import { type Background } from '../prepare/background';
import { type GroundedModel, type Model } from './model';

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

/** The hand-set model, told what is usual in a market: then it can tell a taste from a habit that everybody has. */
export function groundedModel(background: Background): GroundedModel {
  return {
    ...DEFAULT_MODEL,
    version: `${DEFAULT_MODEL.version}-${contentHash(background).slice(0, 12)}`,
    background,
  };
}
