import { keyAtGrain } from '../facts/place-facts';
import { type Tally } from '../prepare/prepared';
import { shareOf } from '../prepare/shares';
import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { counted, placeText } from './wording';

/** How much of what the investor has put money into lies where the project is, the finer grains weighing more. */
export const revealedPlace: Feature = {
  name: 'revealed-place',
  group: 'fit',
  label: { zh: '投资地区', en: 'Places of past deals' },
  unit: 'share of past deals, 0 to 1, halving every 3 years, one deal of doubt',
  missing: { zh: '没有已知地点的过往投资', en: 'No past deal in a known place' },
  defaultCurve: { points: [[0, -3], [0.15, 1], [0.4, 4], [0.8, 7]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const shares = investor.revealed?.places;
    if (shares === undefined || shares.total === 0) return undefined;
    let sum = 0;
    let weight = 0;
    for (let grain = 1; grain <= 4; grain += 1) {
      const key = project.keys.places[grain];
      if (key === undefined) continue;
      sum += (GRAIN_WEIGHTS[grain] ?? 0) * shareOf(shares, key);
      weight += GRAIN_WEIGHTS[grain] ?? 0;
    }
    return sum / weight;
  },
  evidence(pair) {
    return finestTally(pair)?.tally.evidence ?? NO_EVIDENCE;
  },
  reason(pair) {
    const found = finestTally(pair);
    const all = pair.investor.revealed?.counts.all ?? 0;
    if (found === undefined) {
      const here = placeText(pair.project.facts.place, 1);
      return {
        zh: `过往 ${all} 个项目都不在${here.zh}`,
        en: `None of ${counted(all, 'past project')} is in ${here.en}`,
      };
    }
    const here = placeText(pair.project.facts.place, found.grain);
    return {
      zh: `在${here.zh}投过 ${found.tally.projects} 个项目`,
      en: `Has invested in ${counted(found.tally.projects, 'project')} in ${here.en}`,
    };
  },
};

/** By grain: country, city cluster, province, city. */
const GRAIN_WEIGHTS = [0, 0.25, 0.15, 0.3, 0.3];

function finestTally({ investor, project }: Pair): { grain: number; tally: Tally } | undefined {
  for (let grain = 4; grain >= 1; grain -= 1) {
    const key = keyAtGrain(project.facts.place, grain);
    const tally = key === undefined ? undefined : investor.revealed?.places.byKey.get(key);
    if (tally !== undefined) return { grain, tally };
  }
  return undefined;
}
