import { deepestCommon, industryLevel } from '../facts/industry-facts';
import { type Feature, noEvidence, type Pair } from './feature';
import { industryText, listed } from './wording';

/** Whether the investor makes what the local industry chain lacks (补链). */
export const chainGap: Feature = {
  name: 'chain-gap',
  group: 'fit',
  label: { zh: '补链', en: 'Gap in the chain' },
  unit: 'levels in common with the missing link, 0 to 4; a product in common is 4',
  missing: {
    zh: '项目未申报产业链缺口,或投资商未申报主营',
    en: 'The project names no gap in its chain, or the investor no business',
  },
  defaultCurve: { points: [[0, -0.5], [1, 0], [2, 2], [3, 5], [4, 6]], missing: 0 }, // prettier-ignore
  value(pair) {
    const { investor, project } = pair;
    const gap = project.facts.chainGap;
    if (gap === undefined || (investor.ownIndustries.size === 0 && investor.keywords.size === 0))
      return undefined;
    if (gap.industries.codes.length === 0 && gap.products.length === 0) return undefined;
    if (commonProducts(pair).length > 0) return 4;
    const common = commonCode(pair);
    return common === undefined ? 0 : industryLevel(common);
  },
  evidence: noEvidence,
  reason(pair, value) {
    const products = commonProducts(pair);
    if (products.length > 0) {
      const words = listed(products);
      return {
        zh: `可补链:生产当地缺少的${words.zh}`,
        en: `Fills the gap in the local chain: makes ${words.en}`,
      };
    }
    const common = commonCode(pair);
    if (common === undefined || value < 2)
      return { zh: '补不了当地产业链缺口', en: 'Does not fill the gap in the local chain' };
    const name = industryText(common);
    return {
      zh: `可补链:主营属于当地缺少的环节(${name.zh})`,
      en: `Fills the gap in the local chain (${name.en})`,
    };
  },
};

function commonCode({ investor, project }: Pair): string | undefined {
  return deepestCommon(project.gapIndustriesFineFirst, investor.ownIndustries);
}

function commonProducts({ investor, project }: Pair): readonly string[] {
  const wanted = project.facts.chainGap?.products ?? [];
  return wanted.length === 0 ? wanted : wanted.filter((product) => investor.facts.products.includes(product));
}
