import { productsWith } from '../facts/words';
import { secondOf } from '../prepare/keys';
import { type Tally } from '../prepare/prepared';
import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { listed } from './wording';

/** How far past deals share what is rare about the project: a rare product in common says more than a common one. */
export const distinctWords: Feature = {
  name: 'distinct-words',
  group: 'fit',
  label: { zh: '专长', en: 'Speciality' },
  unit: 'BM25 of the products and tags of past projects (k1 1.2, b 0.75; Robertson and Zaragoza 2009)',
  missing: {
    zh: '过往投资或项目没有产品标签,或市场情况未知',
    en: 'The past deals or the project have no products or tags, or the market is unknown',
  },
  defaultCurve: { points: [[0, -1], [4, 1], [15, 4]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const { revealed } = investor;
    const { usual, keys } = project;
    if (revealed === undefined || usual === undefined || keys.keywords.length === 0) return undefined;
    const length = K1 * (1 - B + (B * revealed.counts.all) / USUAL_LENGTH);
    let sum = 0;
    for (let at = 0; at < keys.keywords.length; at++) {
      const projects = secondOf(revealed.keywords.table, keys.keywords[at]?.hash ?? 0);
      sum += ((usual.rarity[at] ?? 0) * projects * (K1 + 1)) / (projects + length);
    }
    return sum;
  },
  evidence: (pair) => rarestFirst(pair)[0]?.tally.evidence ?? NO_EVIDENCE,
  reason(pair, value) {
    const found = rarestFirst(pair);
    if (value === 0 || found.length === 0)
      return {
        zh: '过往投资没有与项目独特之处相同的',
        en: 'No past deal shares what is rare about the project',
      };
    const words = listed(
      productsWith(
        pair.project.facts.products,
        found.map(({ keyword }) => keyword),
      ),
    );
    return { zh: `专长相同:${words.zh}`, en: `A speciality in common: ${words.en}` };
  },
};

const K1 = 1.2;
const B = 0.75;
/** Projects of an investor of middling length. */
const USUAL_LENGTH = 20;

interface Shared {
  readonly keyword: string;
  readonly tally: Tally;
  readonly rarity: number;
}

function rarestFirst({ investor, project }: Pair): Shared[] {
  const found = project.facts.keywords.flatMap((keyword, at): Shared[] => {
    const tally = investor.revealed?.keywords.byKey.get(keyword);
    return tally === undefined ? [] : [{ keyword, tally, rarity: project.usual?.rarity[at] ?? 0 }];
  });
  return found.sort((a, b) => b.rarity - a.rarity || (a.keyword < b.keyword ? -1 : 1));
}
