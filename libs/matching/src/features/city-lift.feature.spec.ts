import { aDeed, aPair, aProject } from '../matching.fixtures';
import { cityLift } from './city-lift.feature';

const inCity = (division: string, count: number, investorId = 'inv_a') =>
  Array.from({ length: count }, (_, at) =>
    aDeed(
      `${division}_${at}`,
      10,
      aProject({ place: { country: 'CHN', division } }, `prj_${division}_${at}`),
      { investorId },
    ),
  );
const market = [...inCity('320500', 10, 'inv_m'), ...inCity('320100', 30, 'inv_m')];

describe('city lift', () => {
  it('compares within the province: deals in another change nothing', () => {
    const deeds = inCity('320500', 8);
    const [elsewhere] = inCity('440300', 1);
    const home = cityLift.value(aPair({ deeds, market }));
    expect(home).toBeGreaterThan(1);
    const with_ = elsewhere === undefined ? deeds : [...deeds, elsewhere];
    expect(cityLift.value(aPair({ deeds: with_, market }))).toBeCloseTo(home ?? Number.NaN, 12);
    expect(cityLift.value(aPair({ deeds: inCity('320100', 8), market }))).toBeLessThan(-1);
    expect(cityLift.value(aPair({ deeds }))).toBeUndefined();
  });

  it('says so, with its evidence', () => {
    const pair = aPair({ deeds: inCity('320500', 1), market });
    expect(cityLift.reason(pair, Math.log(3)).zh).toBe('近期投资中苏州市的占比是市场平均的 3.0 倍');
    expect(cityLift.evidence(pair)).toEqual(['320500_0']);
  });
});
