import { aDeed, aPair, daysAgo } from '../matching.fixtures';
import { closestCompanion } from './closest-companion.feature';

const holds = (investorId: string, ...projects: string[]) =>
  projects.map((projectId) => ({ investorId, projectId, since: daysAgo(200) }));
const deeds = ['prj_1', 'prj_2', 'prj_3'].map((id, at) => aDeed(`sig_${at}`, 50, id));

describe('closest companion', () => {
  it('is the cosine with the nearest backer alone, with one project of doubt on each side', () => {
    const near = holds('inv_x', 'prj_1', 'prj_2');
    const far = holds('inv_y', 'prj_3', 'prj_7', 'prj_8', 'prj_9');
    const pair = aPair({ deeds, backers: [...far, ...near] });
    expect(closestCompanion.value(pair)).toBeCloseTo(2 / Math.sqrt(4 * 3), 12);
    expect(closestCompanion.evidence(pair)).toEqual(['prj_1', 'prj_2']);
    expect(closestCompanion.reason(pair, 0.5)).toEqual({
      zh: '与项目的一家现有投资人共同投过 2 个项目',
      en: "Has 2 projects in common with one of the project's investors",
    });
  });

  it('is 0 for strangers and missing where nobody else is in the project', () => {
    expect(closestCompanion.value(aPair({ deeds, backers: holds('inv_x', 'prj_7') }))).toBe(0);
    expect(closestCompanion.value(aPair({ deeds }))).toBeUndefined();
    expect(closestCompanion.value(aPair({ deeds, backers: holds('inv_a', 'prj_1') }))).toBeUndefined();
  });
});
