import { type SharedInvestorProfile } from '@bole/contracts';
import { cnyRange, rangeOf, spanOf } from './amounts';
import { type InvestorFacts } from './facts';
import { industryFacts } from './industry-facts';
import { placeFacts } from './place-facts';
import { present } from './present';
import { keywordsOf, productNames, textTokensOf } from './words';

/** What matching needs of an investor's profile, extracted once. */
export function investorFacts(id: string, profile: SharedInvestorProfile): InvestorFacts {
  const keywords = keywordsOf(profile.products);
  const seeks = profile.seeks;
  return {
    id,
    names: present({ zh: profile.names.zh, en: profile.names.en }),
    kind: profile.kind,
    industries: industryFacts(profile.industries),
    products: productNames(profile.products),
    keywords,
    textTokens: textTokensOf([profile.summary], keywords),
    presence: profile.presence.map(placeFacts),
    seeks: {
      industries: industryFacts(seeks?.industries ?? []),
      places: (seeks?.places ?? []).map(placeFacts),
      projectTypes: seeks?.projectTypes ?? [],
      ...present({
        capexCny: cnyRange(seeks?.capex),
        landMu: rangeOf(seeks?.land?.minMu, seeks?.land?.maxMu),
        window: spanOf(seeks?.timing),
      }),
    },
    active: profile.status === 'active',
    estimated: profile.estimated,
    ...present({ home: profile.home && placeFacts(profile.home) }),
  };
}
