import { aDeed, aPair } from '../matching.fixtures';
import { recency } from './recency.feature';

describe('recency', () => {
  it('counts the months since the last deed', () => {
    const pair = aPair({ deeds: [aDeed('new', 61, 'prj_1'), aDeed('old', 900, 'prj_2')] });
    expect(recency.value(pair)).toBeCloseTo(2, 1);
    expect(recency.evidence(pair)).toEqual(['new']);
    expect(recency.reason(pair, 2)).toEqual({ zh: '距上次投资 2 个月', en: 'Last invested 2 months ago' });
    expect(recency.value(aPair({}))).toBeUndefined();
  });
});
