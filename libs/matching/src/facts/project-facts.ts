import { type ProjectProfile } from '@bole/contracts';
import { toCny } from '@bole/taxonomy';
import { cnyRange, spanOf } from './amounts';
import { type ProjectFacts, type ProjectLimits } from './facts';
import { industryFacts } from './industry-facts';
import { present } from './present';
import { placeFacts } from './place-facts';
import { keywordsOf, productNames, textTokensOf } from './words';

/** What matching needs of a project's profile, extracted once. */
export function projectFacts(id: string, profile: ProjectProfile): ProjectFacts {
  const keywords = keywordsOf(profile.products);
  const gap = profile.chainGap;
  return {
    id,
    names: present({ zh: profile.names.zh, en: profile.names.en }),
    place: placeFacts(profile.place),
    industries: industryFacts(profile.industries),
    products: productNames(profile.products),
    keywords,
    textTokens: textTokensOf([profile.names, profile.summary], keywords),
    type: profile.type,
    limits: limitsOf(profile),
    open: profile.status === 'open',
    estimated: profile.estimated,
    ...present({
      chainGap: gap && {
        industries: industryFacts(gap.industries),
        products: productNames(gap.products),
        keywords: keywordsOf(gap.products),
      },
      fundingStage: profile.fundingStage,
      capexCny: cnyRange(profile.capex),
      landMu: profile.land?.areaMu,
      window: spanOf(profile.timing),
    }),
  };
}

function limitsOf({ limits }: ProjectProfile): ProjectLimits {
  const minCapex = limits?.minCapex;
  return {
    excludedIndustries: industryFacts(limits?.excludedIndustries ?? []).codes,
    excludedKinds: limits?.excludedKinds ?? [],
    ...present({
      minCapexCny: minCapex && toCny(minCapex.amount, minCapex.currency),
      minCapexPerMuCny: limits?.minCapexPerMuCny,
    }),
  };
}
