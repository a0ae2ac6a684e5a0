import { hasOthers, projectsBeside, sharedByBacker, sharedWith } from './companions';
import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { counted } from './wording';

/** How close the nearest of the project's investors is to the investor: one steady companion says more than many acquaintances. */
export const closestCompanion: Feature = {
  name: 'closest-companion',
  group: 'fit',
  label: { zh: '固定搭档', en: 'Steady companion' },
  unit: "greatest cosine of the investor's projects and those of one of the project's other investors, one project of doubt each",
  missing: {
    zh: '项目尚无其他投资人,或投资商没有已知的投资记录',
    en: 'The project has no other investor yet, or no past deal of the investor is known',
  },
  defaultCurve: { points: [[0, 0], [0.05, 1], [0.2, 3], [0.5, 5]], missing: 0 }, // prettier-ignore
  value(pair) {
    if (!hasOthers(pair) || projectsBeside(pair) === 0) return undefined;
    return closest(pair).cosine;
  },
  evidence(pair) {
    const { at } = closest(pair);
    return at < 0 ? NO_EVIDENCE : sharedWith(pair, at).slice(0, 3);
  },
  reason(pair, value) {
    const { at } = closest(pair);
    if (value === 0 || at < 0)
      return {
        zh: '与项目现有投资人都没有共同项目',
        en: "Shares no project with any of the project's investors",
      };
    const projects = sharedWith(pair, at).length;
    return {
      zh: `与项目的一家现有投资人共同投过 ${projects} 个项目`,
      en: `Has ${counted(projects, 'project')} in common with one of the project's investors`,
    };
  },
};

/** The place of the backer with the greatest cosine, the first of equal ones; -1 for none. */
function closest(pair: Pair): { readonly at: number; readonly cosine: number } {
  const shared = sharedByBacker(pair);
  let best = { at: -1, cosine: 0 };
  if (shared === undefined) return best;
  const mine = projectsBeside(pair) + 1;
  pair.project.backers.forEach(({ otherProjects }, at) => {
    const common = shared[at] ?? 0;
    if (common === 0) return;
    const cosine = common / Math.sqrt(mine * (otherProjects.length + 1));
    if (cosine > best.cosine) best = { at, cosine };
  });
  return best;
}
