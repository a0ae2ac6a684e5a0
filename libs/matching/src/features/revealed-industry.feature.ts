import { industryLevel } from '../facts/industry-facts';
import { type Tally } from '../prepare/prepared';
import { shareOf } from '../prepare/shares';
import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { counted, industryText } from './wording';

/** How much of what the investor has put money into lies in the project's industry, the finer grains weighing more. */
export const revealedIndustry: Feature = {
  name: 'revealed-industry',
  group: 'fit',
  label: { zh: '投资行业', en: 'Industry of past deals' },
  unit: 'share of past deals, 0 to 1, halving every 3 years, one deal of doubt',
  missing: { zh: '没有已知行业的过往投资', en: 'No past deal in a known industry' },
  defaultCurve: { points: [[0, -3], [0.1, 1], [0.3, 4], [0.6, 6], [0.9, 7]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const shares = investor.revealed?.industries;
    const { industries } = project.keys;
    if (shares === undefined || shares.total === 0 || industries.length === 0) return undefined;
    BEST.fill(0);
    let finest = 0;
    for (const key of industries) {
      finest = Math.max(finest, key.level);
      BEST[key.level] = Math.max(BEST[key.level] ?? 0, shareOf(shares, key));
    }
    let sum = 0;
    let weight = 0;
    for (let level = 1; level <= finest; level += 1) {
      sum += (GRAIN_WEIGHTS[level] ?? 0) * (BEST[level] ?? 0);
      weight += GRAIN_WEIGHTS[level] ?? 0;
    }
    return sum / weight;
  },
  evidence(pair) {
    return finestTally(pair)?.tally.evidence ?? NO_EVIDENCE;
  },
  reason(pair) {
    const found = finestTally(pair);
    const all = pair.investor.revealed?.counts.all ?? 0;
    if (found === undefined || found.level === 1) {
      const wanted = industryText(pair.project.facts.industries.codes[0] ?? '');
      return {
        zh: `过往 ${all} 个项目未涉及该行业(${wanted.zh})`,
        en: `None of ${counted(all, 'past project')} is in this industry (${wanted.en})`,
      };
    }
    const name = industryText(found.code);
    const { projects } = found.tally;
    return {
      zh: `投过 ${projects} 个同行业项目(${name.zh}),共投 ${all} 个`,
      en: `${projects} of ${counted(all, 'past project')} in the same industry (${name.en})`,
    };
  },
};

/** Section, division, group, class: that two firms are both manufacturers says little. */
const GRAIN_WEIGHTS = [0, 0.1, 0.3, 0.35, 0.25];

/** By level, the greatest share of a pair. Each call begins with zeros. */
const BEST = new Float64Array(GRAIN_WEIGHTS.length);

function finestTally({ investor, project }: Pair): { code: string; level: number; tally: Tally } | undefined {
  for (const code of project.industriesFineFirst) {
    const tally = investor.revealed?.industries.byKey.get(code);
    if (tally !== undefined) return { code, level: industryLevel(code), tally };
  }
  return undefined;
}
