import { productsWith } from '../facts/words';
import { type Feature, noEvidence, type Pair } from './feature';
import { listed } from './wording';

/** How far the investor's products and the project's are spoken of in the same words. */
export const declaredKeywords: Feature = {
  name: 'declared-keywords',
  group: 'fit',
  label: { zh: '申报产品', en: 'Declared products' },
  unit: 'cosine of the sets of product words, 0 to 1',
  missing: { zh: '投资商或项目未申报产品', en: 'The investor or the project names no products' },
  defaultCurve: { points: [[0, -0.5], [0.15, 2], [0.5, 5], [1, 6]], missing: 0 }, // prettier-ignore
  value(pair) {
    const [mine, theirs] = [pair.investor.keywords.size, pair.project.facts.keywords.length];
    if (mine === 0 || theirs === 0) return undefined;
    let common = 0;
    for (const keyword of pair.project.facts.keywords) if (pair.investor.keywords.has(keyword)) common += 1;
    return common / Math.sqrt(mine * theirs);
  },
  evidence: noEvidence,
  reason(pair, value) {
    if (value === 0) return { zh: '产品没有交集', en: 'No products in common' };
    const words = listed(commonWords(pair));
    return { zh: `产品相关(${words.zh})`, en: `Related products (${words.en})` };
  },
};

/** The project's products that the investor names as well; where there are none, those that share a word. */
function commonWords({ investor, project }: Pair): readonly string[] {
  const { products, keywords } = project.facts;
  const same = products.filter((product) => investor.facts.products.includes(product));
  if (same.length > 0) return same;
  return productsWith(
    products,
    keywords.filter((keyword) => investor.keywords.has(keyword)),
  );
}
