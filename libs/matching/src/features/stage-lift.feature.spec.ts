import { aDeed, aPair } from '../matching.fixtures';
import { stageLift } from './stage-lift.feature';

const rounds = (fundingStage: 'series-a' | 'angel', count: number, investorId = 'inv_a') =>
  Array.from({ length: count }, (_, at) =>
    aDeed(`${fundingStage}_${at}`, 10, `prj_${fundingStage}_${at}`, { fundingStage, investorId }),
  );
const market = [...rounds('series-a', 10, 'inv_m'), ...rounds('angel', 30, 'inv_m')];
const project = { fundingStage: 'series-a' } as const;

describe('stage lift', () => {
  it("compares the stage's share with the market's", () => {
    expect(stageLift.value(aPair({ project, deeds: rounds('series-a', 9), market }))).toBeGreaterThan(1);
    expect(stageLift.value(aPair({ project, deeds: rounds('angel', 9), market }))).toBeLessThan(-1);
  });

  it('is missing where the project, the rounds or the market say nothing', () => {
    expect(stageLift.value(aPair({ deeds: rounds('angel', 9), market }))).toBeUndefined();
    expect(stageLift.value(aPair({ project, deeds: [aDeed('s', 9, 'prj_1')], market }))).toBeUndefined();
    expect(stageLift.value(aPair({ project, deeds: rounds('angel', 9) }))).toBeUndefined();
  });

  it('says so, with its evidence', () => {
    const pair = aPair({ project, deeds: rounds('series-a', 1), market });
    expect(stageLift.reason(pair, Math.log(2)).en).toBe(
      "Recent series A rounds are 2.0 times the market's share",
    );
    expect(stageLift.evidence(pair)).toEqual(['series-a_0']);
  });
});
