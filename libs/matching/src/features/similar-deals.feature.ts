import { commonPlaceGrain } from '../facts/place-facts';
import { likenesses, sumOfLikenesses } from '../prepare/likeness';
import { type PastEntry } from '../prepare/past-entries';
import { type Feature, type Pair, type Text } from './feature';
import { counted, industryText, placeText } from './wording';

/**
 * How much the investor has done that is like this project in industry, products, place, stage, size and age at once, as its share of
 * all that the market has done like it: a kernel estimate of the chance that a deal like this one is the investor's.
 */
export const similarDeals: Feature = {
  name: 'similar-deals',
  group: 'fit',
  label: { zh: '类似项目', en: 'Deals like this one' },
  unit: 'natural logarithm of the share of all deals like it',
  missing: { zh: '没有已知的投资记录', en: 'No past deal is known' },
  defaultCurve: { points: [[-11, -3], [-8, 0], [-5, 6], [-3, 7.5]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const entries = investor.revealed?.entries;
    if (entries === undefined) return undefined;
    return Math.log(
      (sumOfLikenesses(project.wanted, entries) + SOME) / ((project.usual?.demand ?? TYPICAL) + SOME),
    );
  },
  evidence(pair) {
    return closest(pair)
      .slice(0, 3)
      .map(({ signalId }) => signalId);
  },
  reason(pair) {
    const [nearest] = closest(pair);
    const all = pair.investor.revealed?.entries.all.length ?? 0;
    const common = nearest && inCommon(pair, nearest.entry);
    if (common === undefined)
      return {
        zh: `过往 ${all} 个项目与本项目都不相近`,
        en: `None of ${counted(all, 'past project')} is close to this one`,
      };
    return {
      zh: `过往 ${all} 个项目中最相近的:${common.zh}`,
      en: `The closest of ${counted(all, 'past project')}: ${common.en}`,
    };
  },
};

/** One deal with little in common is worth as much: keeps the logarithm from falling without end. */
const SOME = Math.exp(-0.9);
/**
 * Stands in where no market is known: what one of a thousand deals has that is like a middling project. (A market of 29,641 venture
 * deals had 549,000.)
 */
const TYPICAL = 20_000;

interface Close {
  readonly entry: PastEntry;
  readonly signalId: string;
  readonly likeness: number;
}

/** The investor's entries, the most alike first; of equal ones the later. */
function closest({ investor, project }: Pair): Close[] {
  const entries = investor.revealed?.entries;
  if (entries === undefined) return [];
  const alike = likenesses(project.wanted, entries);
  return entries.all
    .map((entry, at) => ({ entry, signalId: entries.signalIds[at] ?? '', likeness: alike[at] ?? 0 }))
    .sort((a, b) => b.likeness - a.likeness || b.entry.occurredAt - a.entry.occurredAt);
}

/** What the project and a past one share, in words; undefined for nothing. */
function inCommon({ project }: Pair, { project: past, stage, logAmount }: PastEntry): Text | undefined {
  const { facts, logCapex } = project;
  const said: Text[] = [];
  const industry = facts.industries.codes[0];
  if (industry !== undefined && industry === past?.industry) said.push(industryText(industry));
  const grain = past === undefined ? 0 : commonPlaceGrain(facts.place, past.place);
  if (grain > 0) said.push(placeText(facts.place, grain));
  const words = past?.keywords.filter((keyword) => facts.keywords.includes(keyword)).length ?? 0;
  if (words > 0)
    said.push({
      zh: `${words} 个相同产品或标签`,
      en: `${words} ${words === 1 ? 'product or tag' : 'products or tags'} in common`,
    });
  if (stage !== undefined && stage === facts.fundingStage)
    said.push({ zh: '同一融资阶段', en: 'same stage' });
  if (logCapex !== undefined && logAmount !== undefined && Math.abs(logCapex - logAmount) < LIKE_AMOUNT)
    said.push({ zh: '金额相当', en: 'amount of the same order' });
  if (said.length === 0) return undefined;
  return { zh: said.map(({ zh }) => zh).join('、'), en: said.map(({ en }) => en).join(', ') };
}

/** log10: within a factor of two. */
const LIKE_AMOUNT = 0.3;
