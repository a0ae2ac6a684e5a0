import { deepestCommon, industryLevel } from '../facts/industry-facts';
import { type Feature, noEvidence, type Pair } from './feature';
import { industryText } from './wording';

/** How near what the investor does or looks for comes to the project's industry, down the tree of GB/T 4754-2017. */
export const declaredIndustry: Feature = {
  name: 'declared-industry',
  group: 'fit',
  label: { zh: '申报行业', en: 'Declared industry' },
  unit: 'levels in common: 0 none, 1 section, 2 division, 3 group, 4 class',
  missing: { zh: '投资商或项目未申报行业', en: 'The investor or the project declares no industry' },
  defaultCurve: { points: [[0, -6], [1, 0], [2, 8], [3, 12], [4, 14]], missing: 0 }, // prettier-ignore
  value(pair) {
    if (pair.investor.industries.size === 0 || pair.project.industriesFineFirst.length === 0)
      return undefined;
    const common = commonCode(pair);
    return common === undefined ? 0 : industryLevel(common);
  },
  evidence: noEvidence,
  reason(pair, value) {
    const common = industryText(commonCode(pair) ?? projectCode(pair));
    if (value >= 3) return { zh: `行业一致(${common.zh})`, en: `Same industry (${common.en})` };
    if (value === 2)
      return { zh: `行业大类相同(${common.zh})`, en: `Same branch of industry (${common.en})` };
    if (value === 1)
      return { zh: `行业仅门类相同(${common.zh})`, en: `Only the broad section is the same (${common.en})` };
    const own = industryText(investorCode(pair));
    return {
      zh: `行业不同:投资商为 ${own.zh},项目为 ${common.zh}`,
      en: `Different industries: the investor's is ${own.en}, the project's ${common.en}`,
    };
  },
};

function commonCode({ investor, project }: Pair): string | undefined {
  return deepestCommon(project.industriesFineFirst, investor.industries);
}

function projectCode({ project }: Pair): string {
  return project.facts.industries.codes[0] ?? '';
}

function investorCode({ investor }: Pair): string {
  return investor.facts.seeks.industries.codes[0] ?? investor.facts.industries.codes[0] ?? '';
}
