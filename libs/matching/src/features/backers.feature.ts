import { type Feature, NO_EVIDENCE } from './feature';
import { counted } from './wording';

/** How many have put money into the project already: a crowd draws more, or leaves no room. */
export const backers: Feature = {
  name: 'backers',
  group: 'fit',
  label: { zh: '现有投资人', en: 'Backers' },
  unit: "the project's other investors",
  missing: { zh: '项目尚无其他投资人', en: 'The project has no other investor yet' },
  defaultCurve: { points: [[1, 0]], missing: 0 },
  value({ investor, project }) {
    const others = project.backers.filter(({ investorId }) => investorId !== investor.facts.id).length;
    return others === 0 ? undefined : others;
  },
  evidence: () => NO_EVIDENCE,
  reason: (_pair, value) => ({
    zh: `项目已有 ${value} 家其他投资人`,
    en: `The project has ${counted(value, 'other investor')}`,
  }),
};
