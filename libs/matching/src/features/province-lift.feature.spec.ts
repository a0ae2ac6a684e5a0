import { aDeed, aPair, aProject } from '../matching.fixtures';
import { provinceLift } from './province-lift.feature';

const inPlace = (division: string, count: number, investorId = 'inv_a') =>
  Array.from({ length: count }, (_, at) =>
    aDeed(
      `${division}_${at}`,
      10,
      aProject({ place: { country: 'CHN', division } }, `prj_${division}_${at}`),
      { investorId },
    ),
  );
const market = [...inPlace('320500', 10, 'inv_m'), ...inPlace('440300', 30, 'inv_m')];

describe('province lift', () => {
  it('compares within the country: deals abroad change nothing', () => {
    const deeds = inPlace('320100', 8);
    const abroad = aDeed('d', 10, aProject({ place: { country: 'DEU' } }, 'prj_d'));
    const home = provinceLift.value(aPair({ deeds, market }));
    expect(home).toBeGreaterThan(1);
    expect(provinceLift.value(aPair({ deeds: [...deeds, abroad], market }))).toBeCloseTo(home ?? NaN, 12);
    expect(provinceLift.value(aPair({ deeds: inPlace('440300', 8), market }))).toBeLessThan(-1);
    expect(provinceLift.value(aPair({ deeds }))).toBeUndefined();
  });

  it('says so, with its evidence', () => {
    const pair = aPair({ deeds: inPlace('320100', 1), market });
    expect(provinceLift.reason(pair, Math.log(0.5)).en).toBe(
      "Recent deals in Jiangsu are 0.5 times the market's share",
    );
    expect(provinceLift.evidence(pair)).toEqual(['320100_0']);
  });
});
