import { aPair } from '../matching.fixtures';
import { chainGap } from './chain-gap.feature';

const gap = { industries: ['C2921'], products: ['隔膜'] };

describe('chain gap', () => {
  it('is 4 for the missing product, else the levels in common with the missing industry', () => {
    const valueOf = (industries: string[], products: string[] = []) =>
      chainGap.value(aPair({ investor: { industries, products }, project: { chainGap: gap } }));
    expect(valueOf(['I65'], ['隔膜'])).toBe(4);
    expect([
      valueOf(['C2921']),
      valueOf(['C2929']),
      valueOf(['C291']),
      valueOf(['C14']),
      valueOf(['I65']),
    ]).toEqual([4, 3, 2, 1, 0]);
  });

  it('looks at what the investor does, not at what it looks for', () => {
    expect(
      chainGap.value(
        aPair({
          investor: { industries: ['I65'], seeks: { industries: ['C2921'] } },
          project: { chainGap: gap },
        }),
      ),
    ).toBe(0);
  });

  it('is missing, not 0, where no gap is named or the business is unknown', () => {
    expect(chainGap.value(aPair({ investor: { industries: ['C29'] } }))).toBeUndefined();
    expect(chainGap.value(aPair({ project: { chainGap: gap } }))).toBeUndefined();
  });

  it('says so', () => {
    const pair = aPair({ investor: { products: ['隔膜'] }, project: { chainGap: gap } });
    expect(chainGap.reason(pair, 4)).toEqual({
      zh: '可补链:生产当地缺少的隔膜',
      en: 'Fills the gap in the local chain: makes 隔膜',
    });
  });
});
