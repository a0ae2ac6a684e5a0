import { aPair, daysAgo } from '../matching.fixtures';
import { lastRound } from './last-round.feature';

describe('last round', () => {
  it('counts the months since anybody put money in; never is missing', () => {
    const pair = aPair({ backers: [{ investorId: 'inv_x', projectId: 'prj_9', since: daysAgo(200) }] });
    expect(lastRound.value(pair)).toBeCloseTo(100 / 30.4375, 9);
    expect(lastRound.reason(pair, 3)).toEqual({
      zh: '距项目上次获得投资 3 个月',
      en: 'The project last got money 3 months ago',
    });
    expect(lastRound.value(aPair({}))).toBeUndefined();
  });
});
