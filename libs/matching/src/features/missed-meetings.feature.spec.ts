import { aPair, aTouch } from '../matching.fixtures';
import { missedMeetings } from './missed-meetings.feature';

describe('missed meetings', () => {
  it('counts them, halving every six months', () => {
    const pair = aPair({ touches: [aTouch('a', 180, 'meeting-missed'), aTouch('b', 0, 'meeting-missed')] });
    expect(missedMeetings.value(pair)).toBe(1.5);
    expect(missedMeetings.value(aPair({ touches: [aTouch('c', 0, 'meeting-held')] }))).toBeUndefined();
    expect(missedMeetings.reason(pair, 1.5)).toEqual({
      zh: '失约 2 次,最近一次:不到 1 天前',
      en: 'Missed 2 meetings, last less than a day ago',
    });
  });
});
