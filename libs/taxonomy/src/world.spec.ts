import { country, countryName, findCountry, isCountry } from './countries';
import { currency, isCurrency, referenceRate, toCny } from './currencies';
import { hectaresToMu, muToHectares } from './units';

describe('countries', () => {
  it('are those of ISO 3166-1', () => {
    expect(country('DEU')).toEqual({
      alpha3: 'DEU',
      alpha2: 'DE',
      zh: '德国',
      en: 'Germany',
      region: 'Europe',
    });
    expect([isCountry('CHN'), isCountry('CN'), isCountry('XYZ')]).toEqual([true, false, false]);
    expect(countryName('KOR', 'zh')).toBe('韩国');
  });

  it.each([
    ['德国', 'DEU'],
    ['jp', 'JPN'],
    ['United States', 'USA'],
    ['香港', 'HKG'],
    ['Nowhere', undefined],
  ])('finds %s', (text, code) => {
    expect(findCountry(text)).toBe(code);
  });
});

describe('currencies', () => {
  it('are those of ISO 4217, with their minor units', () => {
    expect([currency('CNY')?.minorUnits, currency('JPY')?.minorUnits, currency('KWD')?.minorUnits]).toEqual([
      2, 0, 3,
    ]);
    expect([isCurrency('EUR'), isCurrency('RMB')]).toEqual([true, false]);
  });

  it('compare in yuan by a dated rate, and not at all without one', () => {
    expect(toCny(1_000, 'CNY')).toBe(1_000);
    expect(toCny(100, 'USD')).toBeCloseTo(719, 6);
    expect(toCny(1, 'VUV')).toBeUndefined();
    expect(referenceRate('USD')).toMatchObject({
      period: '2024',
      source: expect.stringContaining('ECB') as string,
    });
  });
});

describe('land', () => {
  it('counts 15 mu in a hectare', () => {
    expect(muToHectares(200)).toBeCloseTo(13.3333, 4);
    expect(hectaresToMu(muToHectares(200))).toBeCloseTo(200, 9);
  });
});
