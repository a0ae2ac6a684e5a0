import { DAY_MS } from '@bole/kernel';
import { type Feature, NO_EVIDENCE } from './feature';
import { ago } from './wording';
import { DAYS_PER_MONTH } from '../prepare/decay';

/** How long ago somebody last put money into the project: the next round is due after a while, and not for ever. */
export const lastRound: Feature = {
  name: 'last-round',
  group: 'fit',
  label: { zh: '上轮间隔', en: 'Since the last round' },
  unit: 'months since the latest deed of anybody in the project',
  missing: { zh: '项目尚无投资人', en: 'The project has no investor yet' },
  defaultCurve: { points: [[0, 0]], missing: 0 },
  value({ project }) {
    const { lastDeedAt } = project;
    return lastDeedAt === undefined ? undefined : (project.asOf - lastDeedAt) / (DAY_MS * DAYS_PER_MONTH);
  },
  evidence: () => NO_EVIDENCE,
  reason({ project }) {
    const time = ago(project.lastDeedAt ?? 0, project.asOf);
    return { zh: `距项目上次获得投资 ${time.zh}`, en: `The project last got money ${time.en} ago` };
  },
};
