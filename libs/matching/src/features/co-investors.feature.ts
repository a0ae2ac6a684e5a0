import { hasOthers, projectsBeside, sharedByBacker, sharedProjects } from './companions';
import { type Feature, NO_EVIDENCE } from './feature';
import { counted } from './wording';

/** Whether those who are already in the project are those beside whom the investor invests. */
export const coInvestors: Feature = {
  name: 'co-investors',
  group: 'fit',
  label: { zh: '共同投资人', en: 'Co-investors' },
  unit: "sum over the project's other investors of the cosine of their projects and the investor's",
  missing: {
    zh: '项目尚无其他投资人,或投资商没有已知的投资记录',
    en: 'The project has no other investor yet, or no past deal of the investor is known',
  },
  defaultCurve: { points: [[0, -1], [0.03, 1], [0.15, 5], [0.5, 8], [1, 9]], missing: 0 }, // prettier-ignore
  value(pair) {
    if (!hasOthers(pair)) return undefined;
    const mine = projectsBeside(pair);
    if (mine === 0) return undefined;
    const { project } = pair;
    const shared = sharedByBacker(pair);
    let sum = 0;
    project.backers.forEach((backer, at) => {
      const common = shared?.[at] ?? 0;
      if (common > 0) sum += common / Math.sqrt(mine * backer.otherProjects.length);
    });
    return sum;
  },
  evidence(pair) {
    const shared = sharedProjects(pair);
    return shared.length === 0 ? NO_EVIDENCE : shared.slice(0, 3).map(({ id }) => id);
  },
  reason(pair, value) {
    const others = pair.project.backers.filter(
      ({ investorId }) => investorId !== pair.investor.facts.id,
    ).length;
    if (value === 0)
      return {
        zh: `与项目现有 ${others} 家投资人没有合作过`,
        en:
          others === 1
            ? "Has not invested beside the project's one investor"
            : `Has not invested beside any of the project's ${others} investors`,
      };
    const partners = sharedByBacker(pair)?.filter((common) => common > 0).length ?? 0;
    const projects = sharedProjects(pair).length;
    return {
      zh: `与项目现有 ${others} 家投资人中的 ${partners} 家合作过 ${projects} 个项目`,
      en: `Shares ${counted(projects, 'project')} with ${partners} of the project's ${counted(others, 'investor')}`,
    };
  },
};
