import { aDeed, aPair } from '../matching.fixtures';
import { volume } from './volume.feature';

describe('volume', () => {
  it('counts the projects of two years; none in that time is 0, none ever is missing', () => {
    expect(
      volume.value(
        aPair({
          deeds: [
            aDeed('a', 700, 'prj_1'),
            aDeed('b', 10, 'prj_1'),
            aDeed('c', 20, 'prj_2'),
            aDeed('d', 800, 'prj_3'),
          ],
        }),
      ),
    ).toBe(2);
    expect(volume.value(aPair({ deeds: [aDeed('d', 800, 'prj_3')] }))).toBe(0);
    expect(volume.value(aPair({}))).toBeUndefined();
    expect(volume.reason(aPair({}), 1)).toEqual({
      zh: '近两年投了 1 个项目',
      en: '1 project in the last two years',
    });
  });
});
