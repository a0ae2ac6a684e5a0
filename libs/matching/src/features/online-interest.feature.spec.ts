import { aPair, aTouch } from '../matching.fixtures';
import { onlineInterest } from './online-interest.feature';

describe('online interest', () => {
  it('adds up what was done, halving every three weeks; a mail that arrived is nothing', () => {
    const pair = aPair({
      touches: [
        aTouch('click', 0, 'link-followed'),
        aTouch('ask', 21, 'inquiry'),
        aTouch('mail', 0, 'mail-delivered'),
      ],
    });
    expect(onlineInterest.value(pair)).toBe(3);
    expect(onlineInterest.evidence(pair)).toEqual(['ask', 'click']);
    expect(onlineInterest.value(aPair({ touches: [aTouch('mail', 0, 'mail-delivered')] }))).toBeUndefined();
    expect(
      onlineInterest.value(aPair({ touches: [aTouch('other', 0, 'inquiry', { projectId: 'prj_q' })] })),
    ).toBeUndefined();
  });

  it('says so', () => {
    const asked = aTouch('ask', 5, 'answer', { answer: 'meeting' });
    expect(onlineInterest.reason(aPair({ touches: [asked] }), 5)).toEqual({
      zh: '线上:5 天前答复愿意见面',
      en: 'Online: an answer asking to meet 5 days ago',
    });
    expect(onlineInterest.reason(aPair({ touches: [asked, aTouch('b', 1, 'page-view')] }), 5).zh).toBe(
      '线上互动 2 次,最重要的是 5 天前答复愿意见面',
    );
  });
});
