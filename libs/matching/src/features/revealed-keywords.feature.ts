import { productsWith } from '../facts/words';
import { firstOf } from '../prepare/keys';
import { type Tally } from '../prepare/prepared';
import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { listed } from './wording';

/** How far the products and tags of what the investor has put money into are the project's. */
export const revealedKeywords: Feature = {
  name: 'revealed-keywords',
  group: 'fit',
  label: { zh: '投资方向', en: 'Themes of past deals' },
  unit: 'cosine with the words of past deals, 0 to 1, halving every 2 years, one deal of doubt',
  missing: { zh: '过往投资或项目没有产品标签', en: 'The past deals or the project have no products or tags' },
  defaultCurve: { points: [[0, -1], [0.1, 2], [0.3, 6], [0.7, 9]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const shares = investor.revealed?.keywords;
    const { keywords } = project.keys;
    if (shares === undefined || shares.total === 0 || keywords.length === 0) return undefined;
    let product = 0;
    for (const { hash } of keywords) product += firstOf(shares.table, hash);
    const cosine = product / ((investor.revealed?.keywordNorm ?? 1) * Math.sqrt(keywords.length));
    return (cosine * shares.total) / (shares.total + 1);
  },
  evidence(pair) {
    let best: Tally | undefined;
    for (const keyword of pair.project.facts.keywords) {
      const tally = pair.investor.revealed?.keywords.byKey.get(keyword);
      if (tally !== undefined && tally.weight > (best?.weight ?? 0)) best = tally;
    }
    return best?.evidence ?? NO_EVIDENCE;
  },
  reason(pair, value) {
    const found = heaviest(pair);
    if (value === 0 || found.length === 0)
      return { zh: '过往投资未涉及这些产品', en: "No past deal has to do with the project's products" };
    const words = listed(
      productsWith(
        pair.project.facts.products,
        found.map(({ keyword }) => keyword),
      ),
    );
    return { zh: `过往投资涉及${words.zh}`, en: `Past deals are about ${words.en}` };
  },
};

/** The project's keywords that past deals have, the heaviest first. */
function heaviest({ investor, project }: Pair): { keyword: string; tally: Tally }[] {
  const found: { keyword: string; tally: Tally }[] = [];
  for (const keyword of project.facts.keywords) {
    const tally = investor.revealed?.keywords.byKey.get(keyword);
    if (tally !== undefined) found.push({ keyword, tally });
  }
  return found.sort((a, b) => b.tally.weight - a.tally.weight || (a.keyword < b.keyword ? -1 : 1));
}
