import { aDeed, aPair } from '../matching.fixtures';
import { amountLift } from './amount-lift.feature';

const deals = (amountCny: number, count: number, investorId = 'inv_a') =>
  Array.from({ length: count }, (_, at) =>
    aDeed(`${amountCny}_${at}`, 10 + at, `prj_${amountCny}_${at}`, { amountCny, investorId }),
  );
const market = [...deals(1e6, 20, 'inv_m'), ...deals(1e7, 20, 'inv_m'), ...deals(1e8, 20, 'inv_m')];
const asking = (amount: number) => ({
  capex: { min: amount, max: amount, currency: 'CNY' },
});
const valueOf = (amount: number, ...deeds: ReturnType<typeof deals>) =>
  amountLift.value(aPair({ project: asking(amount), deeds, market })) ?? NaN;

describe('amount lift', () => {
  it('knows an investor of two sizes: neither is far from it, but what lies between is', () => {
    const two = [...deals(1e6, 9), ...deals(1e8, 9)];
    expect(valueOf(1e6, ...two)).toBeGreaterThan(0);
    expect(valueOf(1e8, ...two)).toBeGreaterThan(0);
    expect(valueOf(1e7, ...two)).toBeLessThan(-1);
  });

  it('is missing where an amount is', () => {
    expect(amountLift.value(aPair({ deeds: deals(1e6, 3), market }))).toBeUndefined();
    expect(amountLift.value(aPair({ project: asking(1e6), deeds: deals(1e6, 3) }))).toBeUndefined();
  });

  it('says so, the deals of the nearest amounts first', () => {
    const pair = aPair({ project: asking(1e7), deeds: [...deals(1e6, 1), ...deals(1.1e7, 1)], market });
    expect(amountLift.evidence(pair)).toEqual(['11000000_0', '1000000_0']);
    expect(amountLift.reason(pair, Math.log(1.5))).toEqual({
      zh: '过往交易中 1000 万元上下的占比是市场平均的 1.5 倍',
      en: "Past deals of around CNY 10 million are 1.5 times the market's share",
    });
  });
});
