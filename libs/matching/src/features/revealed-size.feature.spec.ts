import { aDeed, aPair } from '../matching.fixtures';
import { revealedSize } from './revealed-size.feature';

const deals = (...amounts: number[]) =>
  amounts.map((amountCny, at) => aDeed(`sig_${at}`, 100 - at, `prj_${at}`, { amountCny }));
const asking = (min: number, past: ReturnType<typeof deals>) =>
  aPair({ project: { capex: { min, currency: 'CNY' } }, deeds: past });

describe('revealed size', () => {
  it('counts the deviations from past deals; a few deals are taken to spread', () => {
    expect(revealedSize.value(asking(1e7, deals(1e7)))).toBeCloseTo(0, 12);
    // One deal: sd² = 2 · 0.5² / 3.
    expect(revealedSize.value(asking(1e8, deals(1e7)))).toBeCloseTo(1 / Math.sqrt(0.5 / 3), 12);
    expect(revealedSize.value(asking(1e8, deals(1e7, 1e7, 1e7, 1e7)))).toBeGreaterThan(
      revealedSize.value(asking(1e8, deals(1e7))) ?? 0,
    );
  });

  it('takes an amount once, though later steps repeat it', () => {
    const repeated = [
      ...deals(1e7, 1e9),
      aDeed('later', 5, 'prj_0', { kind: 'funds-in-place', amountCny: 1e7 }),
    ];
    expect(revealedSize.value(asking(1e8, repeated))).toBeCloseTo(0, 12);
  });

  it('is missing, not 0, where an amount is unknown', () => {
    expect(revealedSize.value(asking(1e8, [aDeed('s', 1, 'prj_0')]))).toBeUndefined();
    expect(revealedSize.value(aPair({ deeds: deals(1e7) }))).toBeUndefined();
  });

  it('says so', () => {
    expect(revealedSize.reason(asking(1e9, deals(1e7, 1e7)), 4)).toEqual({
      zh: '金额明显高于以往 2 笔交易(多在 1000 万元上下)',
      en: 'The amount is well above that of 2 past deals (around CNY 10 million)',
    });
  });
});
