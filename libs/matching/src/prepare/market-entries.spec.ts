import { aDeed, aPair, aProject, AS_OF } from '../matching.fixtures';
import { investorsByLikeness, marketEntries } from './market-entries';

describe('investors by likeness', () => {
  it('adds up the deals of each, so that one who often did such deals stands above one who did one', () => {
    const { project } = aPair({ project: { industries: ['C3841'] } });
    const alike = aProject({ industries: ['C3841'] }, 'prj_1');
    const other = aProject({ industries: ['A0111'], place: { country: 'DEU' } }, 'prj_2');
    const deals = [
      aDeed('a', 300, alike, { investorId: 'inv_once' }),
      aDeed('b', 200, other, { investorId: 'inv_other' }),
      aDeed('c', 300, alike, { investorId: 'inv_often' }),
      aDeed('d', 300, { ...alike, id: 'prj_3' }, { investorId: 'inv_often' }),
      aDeed('e', 100, 'prj_unknown', { investorId: 'inv_unknown' }),
    ];
    const sums = investorsByLikeness(project, marketEntries(deals, AS_OF));
    const once = sums.get('inv_once') ?? Number.NaN;
    expect(sums.get('inv_often')).toBeCloseTo(2 * once, 9);
    expect(sums.get('inv_other')).toBeLessThan(once / 10);
    expect(sums.get('inv_unknown')).toBeLessThan(once / 10);
  });
});
