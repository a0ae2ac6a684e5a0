import { aPair } from '../matching.fixtures';
import { declaredPlace } from './declared-place.feature';

const seeking = (...places: { country: string; division?: string }[]) =>
  aPair({ investor: { seeks: { places } } });

describe('declared place', () => {
  it('counts the grain in common with the nearest place sought', () => {
    const codes = ['110000', '330100', '320000', '320500'].map((division) => ({ country: 'CHN', division }));
    expect(codes.map((place) => declaredPlace.value(seeking(place)))).toEqual([1, 2, 3, 4]);
    expect(declaredPlace.value(seeking({ country: 'DEU' }))).toBe(0);
    expect(declaredPlace.value(seeking(...codes))).toBe(4);
  });

  it('is missing, not 0, where the investor names no place', () => {
    expect(declaredPlace.value(aPair({}))).toBeUndefined();
  });

  it('says so', () => {
    expect(declaredPlace.reason(seeking({ country: 'CHN', division: '320000' }), 3)).toEqual({
      zh: '意向地区包括江苏省',
      en: 'Looks for places in Jiangsu',
    });
    expect(declaredPlace.reason(seeking({ country: 'CHN', division: '330100' }), 2).zh).toBe(
      '意向地区包括长三角',
    );
    expect(declaredPlace.reason(seeking({ country: 'DEU' }), 0)).toEqual({
      zh: '意向地区为德国,不含苏州市',
      en: 'Looks for places in Germany, not in Suzhou',
    });
  });
});
