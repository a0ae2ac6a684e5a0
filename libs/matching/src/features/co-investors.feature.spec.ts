import { aDeed, aPair, daysAgo } from '../matching.fixtures';
import { coInvestors } from './co-investors.feature';

const holds = (investorId: string, ...projects: string[]) =>
  projects.map((projectId) => ({ investorId, projectId, since: daysAgo(200) }));
const mine = ['prj_1', 'prj_2', 'prj_3', 'prj_4'].map((id, at) => aDeed(`sig_${at}`, 50, id));

describe('co-investors', () => {
  it('adds up the cosines with those who are already in the project', () => {
    const pair = aPair({
      deeds: mine,
      backers: [...holds('inv_x', 'prj_p', 'prj_1'), ...holds('inv_y', 'prj_1', 'prj_2', 'prj_8', 'prj_9')],
    });
    expect(coInvestors.value(pair)).toBeCloseTo(1 / Math.sqrt(4 * 1) + 2 / Math.sqrt(4 * 4), 12);
    expect(coInvestors.evidence(pair)).toEqual(['prj_1', 'prj_2']);
    expect(coInvestors.reason(pair, 1)).toEqual({
      zh: '与项目现有 2 家投资人中的 2 家合作过 2 个项目',
      en: "Shares 2 projects with 2 of the project's 2 investors",
    });
  });

  it('does not take the investor for its own companion', () => {
    const deeds = [...mine, aDeed('sig_p', 100, 'prj_p')];
    expect(coInvestors.value(aPair({ deeds, backers: holds('inv_a', 'prj_1', 'prj_2') }))).toBeUndefined();
    const beside = aPair({
      deeds,
      backers: [...holds('inv_a', 'prj_1', 'prj_2'), ...holds('inv_x', 'prj_1')],
    });
    expect(coInvestors.value(beside)).toBeCloseTo(1 / Math.sqrt(4), 12);
  });

  it('is 0 for strangers and missing where nobody is in the project yet', () => {
    expect(coInvestors.value(aPair({ deeds: mine, backers: holds('inv_x', 'prj_7') }))).toBe(0);
    expect(coInvestors.value(aPair({ deeds: mine }))).toBeUndefined();
    expect(coInvestors.value(aPair({ backers: holds('inv_x', 'prj_7') }))).toBeUndefined();
  });
});
