import { investorProfile, investorSubmittedV1, projectProfile, projectSubmittedV1 } from '@bole/contracts';
import { investorFacts } from './investor-facts';
import { projectFacts } from './project-facts';

// Whoever adds a field here lets it reach rankings: docs/fairness.md says which may not. Names are kept to be shown, summaries to
// find candidates; neither gives points (blind.spec.ts).
/** Nothing of contacts, registration or the investor's aliases. */
const OF_INVESTOR = [
  'estimated',
  'home.country',
  'home.division',
  'industries',
  'kind',
  'names.en',
  'names.zh',
  'presence.city',
  'presence.country',
  'presence.division',
  'presence.region',
  'products',
  'seeks.capex.currency',
  'seeks.capex.max',
  'seeks.capex.min',
  'seeks.industries',
  'seeks.land.maxMu',
  'seeks.land.minMu',
  'seeks.places.country',
  'seeks.places.division',
  'seeks.projectTypes',
  'seeks.timing.from',
  'seeks.timing.to',
  'status',
  'summary.en',
  'summary.zh',
];

/** Nothing of the officer, park, incentives or the note of a gap. */
const OF_PROJECT = [
  'capex.currency',
  'capex.max',
  'capex.min',
  'chainGap.industries',
  'chainGap.products',
  'estimated',
  'fundingStage',
  'industries',
  'land.areaMu',
  'limits.excludedIndustries',
  'limits.excludedKinds',
  'limits.minCapex.amount',
  'limits.minCapex.currency',
  'limits.minCapexPerMuCny',
  'names.en',
  'names.zh',
  'place.country',
  'place.division',
  'products',
  'status',
  'summary.en',
  'summary.zh',
  'timing.from',
  'timing.to',
  'type',
];

describe('the fields of a profile from which facts are made', () => {
  it('are those listed of an investor, and no other', () => {
    const profile = investorProfile.parse(investorSubmittedV1.golden.profile);
    expect(fieldsReadBy((read) => investorFacts('inv_a', read(profile)))).toEqual(OF_INVESTOR);
  });

  it('are those listed of a project, and no other', () => {
    const golden = projectSubmittedV1.golden.profile;
    const minCapex = { amount: 1_000_000, currency: 'CNY' };
    const profile = projectProfile.parse({ ...golden, limits: { ...golden.limits, minCapex } });
    expect(fieldsReadBy((read) => projectFacts('prj_p', read(profile)))).toEqual(OF_PROJECT);
  });
});

/** The paths of the fields that `use` reads of the object it wraps with `read`, sorted; elements of a list share one. */
function fieldsReadBy(use: (read: <T extends object>(of: T) => T) => unknown): readonly string[] {
  const paths = new Set<string>();
  const watch = <T extends object>(of: T, path: string): T =>
    new Proxy(of, {
      get(target, key, receiver): unknown {
        const value: unknown = Reflect.get(target, key, receiver);
        if (typeof key === 'symbol' || typeof value === 'function') return value;
        const own = Array.isArray(target) ? path : [path, key].filter((part) => part !== '').join('.');
        if (own !== path) paths.add(own);
        return typeof value === 'object' && value !== null ? watch(value, own) : value;
      },
    });
  use((of) => watch(of, ''));
  return [...paths].filter((path) => ![...paths].some((other) => other.startsWith(`${path}.`))).sort();
}
