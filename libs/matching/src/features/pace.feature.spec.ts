import { aDeed, aPair } from '../matching.fixtures';
import { pace } from './pace.feature';

describe('pace', () => {
  it('counts the projects of one year; none in that time is 0, none ever is missing', () => {
    const pair = aPair({ deeds: [aDeed('a', 10, 'prj_1'), aDeed('b', 400, 'prj_2')] });
    expect(pace.value(pair)).toBe(1);
    expect(pace.reason(pair, 1)).toEqual({ zh: '近一年投了 1 个项目', en: '1 project in the last year' });
    expect(pace.value(aPair({ deeds: [aDeed('b', 400, 'prj_2')] }))).toBe(0);
    expect(pace.value(aPair({}))).toBeUndefined();
  });
});
