import { aDeed, aPair, aProject } from '../matching.fixtures';
import { industryLift } from './industry-lift.feature';

const inIndustry = (code: string, count: number, investorId = 'inv_a') =>
  Array.from({ length: count }, (_, at) =>
    aDeed(`${code}_${at}`, 10, aProject({ industries: [code] }, `prj_${code}_${at}`), { investorId }),
  );
const market = [...inIndustry('C3841', 10, 'inv_m'), ...inIndustry('I6513', 30, 'inv_m')];
const project = { industries: ['C3841'] };

describe('industry lift', () => {
  it("compares the industry's share with the market's", () => {
    expect(industryLift.value(aPair({ project, deeds: inIndustry('C3841', 9), market }))).toBeGreaterThan(1);
    expect(industryLift.value(aPair({ project, deeds: inIndustry('I6513', 9), market }))).toBeLessThan(-1);
    expect(industryLift.value(aPair({ deeds: inIndustry('I6513', 9), market }))).toBeUndefined();
    expect(industryLift.value(aPair({ project, deeds: inIndustry('I6513', 9) }))).toBeUndefined();
  });

  it('says so, with its evidence', () => {
    const pair = aPair({ project, deeds: inIndustry('C3841', 1), market });
    expect(industryLift.reason(pair, Math.log(2)).en).toMatch(
      /^Recent deals in C3841 .+ are 2\.0 times the market's share$/,
    );
    expect(industryLift.evidence(pair)).toEqual(['C3841_0']);
  });
});
