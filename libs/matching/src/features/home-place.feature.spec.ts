import { aPair } from '../matching.fixtures';
import { homePlace } from './home-place.feature';

describe('home place', () => {
  it('takes the nearest of home and present locations', () => {
    const abroad = { country: 'DEU' };
    expect(homePlace.value(aPair({ investor: { home: abroad } }))).toBe(0);
    expect(
      homePlace.value(
        aPair({ investor: { home: abroad, presence: [{ country: 'CHN', division: '320583' }] } }),
      ),
    ).toBe(4);
    expect(homePlace.value(aPair({}))).toBeUndefined();
  });

  it('compares named places without regard to letter case', () => {
    const place = { country: 'USA', region: 'CA', city: 'Palo Alto' };
    const pair = aPair({ investor: { home: { ...place, city: 'palo alto' } }, project: { place } });
    expect(homePlace.value(pair)).toBe(4);
    expect(homePlace.reason(pair, 4)).toEqual({
      zh: '已在Palo Alto布局',
      en: 'Already present in Palo Alto',
    });
  });
});
