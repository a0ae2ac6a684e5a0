import { aPair, aTouch } from '../matching.fixtures';
import { refusals } from './refusals.feature';

describe('refusals', () => {
  it('counts refusals, "not now" for less, halving every six months', () => {
    const pair = aPair({
      touches: [aTouch('no', 180, 'decline'), aTouch('later', 0, 'answer', { answer: 'not-now' })],
    });
    expect(refusals.value(pair)).toBeCloseTo(0.9, 12);
    expect(
      refusals.value(aPair({ touches: [aTouch('yes', 0, 'answer', { answer: 'interested' })] })),
    ).toBeUndefined();
    expect(refusals.reason(aPair({ touches: [aTouch('no', 30, 'decline')] }), 1)).toEqual({
      zh: '30 天前婉拒',
      en: 'Said no 30 days ago (a refusal)',
    });
  });
});
