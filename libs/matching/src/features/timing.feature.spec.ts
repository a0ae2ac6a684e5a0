import { aPair } from '../matching.fixtures';
import { timing } from './timing.feature';

const times = (wanted: object, offered: object) =>
  aPair({ investor: { seeks: { timing: wanted } }, project: { timing: offered } });

describe('timing', () => {
  it('is 0 where the times overlap or are open, else the months between them, either way round', () => {
    const [early, late] = [
      { from: '2026-01-01', to: '2026-06-30' },
      { from: '2027-07-01', to: '2027-12-31' },
    ];
    expect(timing.value(times(early, { from: '2026-06-30' }))).toBe(0);
    expect(timing.value(times({ from: '2026-01-01' }, late))).toBe(0);
    expect(timing.value(times(early, late))).toBeCloseTo(12, 1);
    expect(timing.value(times(late, early))).toBe(timing.value(times(early, late)));
    expect(timing.value(aPair({ project: { timing: early } }))).toBeUndefined();
    expect(timing.reason(times(early, late), 12)).toEqual({
      zh: '投资时间与项目时间相差 12 个月',
      en: 'The times are 12 months apart',
    });
  });
});
