import { aDeed, aPair, aProject } from '../matching.fixtures';
import { countryLift } from './country-lift.feature';

const inCountry = (country: string, count: number, investorId = 'inv_a') =>
  Array.from({ length: count }, (_, at) =>
    aDeed(`${country}_${at}`, 10, aProject({ place: { country } }, `prj_${country}_${at}`), { investorId }),
  );
const market = [...inCountry('CHN', 10, 'inv_m'), ...inCountry('DEU', 30, 'inv_m')];

describe('country lift', () => {
  it('compares the share of recent deals with the market, and does not make a habit of a single one', () => {
    const often = countryLift.value(aPair({ deeds: inCountry('CHN', 20), market })) ?? NaN;
    const once = countryLift.value(aPair({ deeds: inCountry('CHN', 1), market })) ?? NaN;
    const never = countryLift.value(aPair({ deeds: inCountry('DEU', 20), market })) ?? NaN;
    expect(often).toBeCloseTo(Math.log(3.7), 0);
    expect(once).toBeGreaterThan(0);
    expect(once).toBeLessThan(often);
    expect(never).toBeLessThan(0);
  });

  it('is missing without deals and where the market is not known', () => {
    expect(countryLift.value(aPair({ market }))).toBeUndefined();
    expect(countryLift.value(aPair({ deeds: inCountry('CHN', 3) }))).toBeUndefined();
  });

  it('says so, with its evidence', () => {
    const pair = aPair({ deeds: inCountry('CHN', 2), market });
    expect(countryLift.reason(pair, Math.log(3.2))).toEqual({
      zh: '近期投资中中国的占比是市场平均的 3.2 倍',
      en: "Recent deals in China are 3.2 times the market's share",
    });
    expect(countryLift.evidence(pair)).toEqual(['CHN_1', 'CHN_0']);
  });
});
