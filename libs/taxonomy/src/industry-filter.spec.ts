import { allIndustries, ancestors, isIndustryCode, isWithinIndustry, normalizeIndustry } from './industries';
import { askedIndustry } from './industry-filter';

describe('what is asked for by industry', () => {
  it.each([
    // Asked for, named by a profile, found.
    ['C', 'C3841', true],
    ['C', 'C38', true],
    ['C', 'C', true],
    ['C38', 'C3841', true],
    ['C38', 'C39', false],
    ['C384', 'C3841', true],
    ['C3841', 'C3841', true],
    ['C3841', 'C3842', false],
    // Wider than what is asked for.
    ['C3841', 'C384', false],
    ['C38', 'C', false],
    // A letter is no prefix of another section, nor digits of another division.
    ['A', 'B0610', false],
    ['D', 'C3841', false],
    // By ISIC: batteries are all of C384, and no one class of it.
    ['C', 'isic4:C', true],
    ['C', 'isic4:2720', true],
    ['C38', 'isic4:2720', true],
    ['C384', 'isic4:2720', true],
    ['C384', 'isic4:272', true],
    ['C39', 'isic4:2720', false],
    ['C384', 'isic4:0111', false],
    ['A', 'isic4:0111', true],
  ])('%s finds what names %s: %s', (asked, named, found) => {
    expect(isIndustryCode(named)).toBe(true);
    expect(askedIndustry(asked).includes(named)).toBe(found);
  });

  it('is within what matching reads out of the same codes, for every industry and every code', () => {
    const named = [
      ...new Set(allIndustries().flatMap(({ code, isic }) => [code, ...isic.map((one) => `isic4:${one}`)])),
    ];
    const grains = new Map(named.map((code) => [code, new Set(normalizeIndustry(code).flatMap(ancestors))]));
    for (const { code } of allIndustries().filter(({ level }) => level !== 'class')) {
      const found = new Set(askedIndustry(code));
      const differing = named.filter((one) => found.has(one) !== (grains.get(one)?.has(code) ?? false));
      expect([code, differing]).toEqual([code, []]);
      expect(
        [...found].filter((one) => !one.startsWith('isic4:')).every((one) => isWithinIndustry(one, code)),
      ).toBe(true);
    }
  });

  it.each(['C99', 'Z', 'C3', '', 'isic4:2720', 'c38'])('refuses %j', (code) => {
    expect(() => askedIndustry(code)).toThrow('GB/T 4754-2017');
  });
});
