import { aCityTouch, aPair, aTouch } from '../matching.fixtures';
import { cityInterest } from './city-interest.feature';

describe('city interest', () => {
  it('counts what is about the city as a whole, not what is about a project', () => {
    const pair = aPair({
      touches: [aCityTouch('a', 21, 'download'), aTouch('b', 0, 'inquiry', { city: '320500' })],
    });
    expect(cityInterest.value(pair)).toBe(1);
    expect(
      cityInterest.value(
        aPair({
          project: { place: { country: 'CHN', division: '320600' } },
          touches: [aCityTouch('a', 0, 'download')],
        }),
      ),
    ).toBeUndefined();
    expect(cityInterest.reason(pair, 1)).toEqual({
      zh: '线上关注苏州市 1 次,最重要的是 21 天前下载资料',
      en: '1 signal online about Suzhou, the strongest a download 21 days ago',
    });
  });
});
