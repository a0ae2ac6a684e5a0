import { type ProjectType } from '@bole/contracts';
import { type Feature, noEvidence, type Text } from './feature';

/** Whether the investor looks for this way of investing. */
export const projectType: Feature = {
  name: 'project-type',
  group: 'fit',
  label: { zh: '项目类型', en: 'Type of project' },
  unit: '1 among the types that the investor looks for, 0 not',
  missing: { zh: '投资商未申报意向项目类型', en: 'The investor names no type of project that it looks for' },
  defaultCurve: { points: [[0, -3], [1, 2]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const wanted = investor.facts.seeks.projectTypes;
    return wanted.length === 0 ? undefined : Number(wanted.includes(project.facts.type));
  },
  evidence: noEvidence,
  reason({ investor, project }, value) {
    const type = TYPE_NAMES[project.facts.type];
    if (value === 1)
      return { zh: `意向类型包括${type.zh}`, en: `Looks for projects of this type (${type.en})` };
    const wanted = investor.facts.seeks.projectTypes.map((each) => TYPE_NAMES[each]);
    return {
      zh: `意向类型为${wanted.map(({ zh }) => zh).join('、')},项目为${type.zh}`,
      en: `Looks for ${wanted.map(({ en }) => en).join(', ')}; this is ${type.en}`,
    };
  },
};

const TYPE_NAMES: Readonly<Record<ProjectType, Text>> = {
  new: { zh: '新建', en: 'a new build' },
  expansion: { zh: '扩建', en: 'an expansion' },
  'co-location': { zh: '配套入驻', en: 'a co-location' },
  'joint-venture': { zh: '合资合作', en: 'a joint venture' },
  financing: { zh: '股权融资', en: 'a financing' },
};
