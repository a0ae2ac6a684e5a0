import { type ProjectProfile, type SharedInvestorProfile } from '@bole/contracts';
import { type PartyKind } from './party-kind';

/** How much of what matching reads a profile gives. A guess counts as given: it is matched by. */
export interface Completeness {
  /** From 0 to 1. */
  readonly share: number;
  /** Paths of what is not given, e.g. `seeks.capex`. */
  readonly missing: readonly string[];
}

export function completenessOf(
  kind: PartyKind,
  profile: SharedInvestorProfile | ProjectProfile,
): Completeness {
  const paths = MATCHED_BY[kind];
  const missing = paths.filter((path) => !isGiven(valueAt(profile, path)));
  return { share: (paths.length - missing.length) / paths.length, missing };
}

/** What features, limits and searches read (libs/matching), but what every profile has and what only some projects can have. */
const MATCHED_BY: Readonly<Record<PartyKind, readonly string[]>> = {
  investor: [
    'home', 'industries', 'products', 'summary', 'seeks.industries', 'seeks.places', 'seeks.capex', 'seeks.projectTypes',
    'seeks.land', 'seeks.timing',
  ],
  project: ['place.division', 'industries', 'products', 'summary', 'chainGap', 'capex', 'land', 'timing'],
}; // prettier-ignore

function valueAt(profile: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], profile);
}

function isGiven(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object') return Object.values(value).some(isGiven);
  return true;
}
