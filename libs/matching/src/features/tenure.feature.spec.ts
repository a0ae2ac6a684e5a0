import { aDeed, aPair } from '../matching.fixtures';
import { tenure } from './tenure.feature';

describe('tenure', () => {
  it('counts the years from the first deal', () => {
    const pair = aPair({ deeds: [aDeed('b', 10, 'prj_2'), aDeed('a', 731, 'prj_1')] });
    expect(tenure.value(pair)).toBeCloseTo(2, 2);
    expect(tenure.evidence(pair)).toEqual(['a']);
    expect(tenure.reason(pair, 2).en).toBe('Made its first deal 2 years ago');
    expect(tenure.value(aPair({}))).toBeUndefined();
  });
});
