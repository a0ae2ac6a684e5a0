import {
  allIndustries, ancestors, childIndustries, commonIndustryDepth, fromIsic, industry, industryDistance, industryName, isIndustryCode, isWithinIndustry, normalizeIndustry,
  toIsic,
} from './industries'; // prettier-ignore
import { findIndustries } from './industry-search';

describe('the table of GB/T 4754-2017', () => {
  it('is whole', () => {
    const count = (level: string) => allIndustries().filter((each) => each.level === level).length;
    expect([count('section'), count('division'), count('group'), count('class')]).toEqual([
      20, 97, 473, 1381,
    ]);
  });

  it('hangs together: every code lies under its parent, every class corresponds to ISIC, every name is there', () => {
    for (const { code, level, zh, en, isic } of allIndustries()) {
      expect(ancestors(code)[ancestors(code).length - 1]).toBe(code);
      expect(ancestors(code)).toHaveLength({ section: 1, division: 2, group: 3, class: 4 }[level]);
      expect(isic.length).toBeGreaterThan(0);
      for (const each of isic) expect(isIndustryCode(`isic4:${each}`)).toBe(true);
      expect(zh).toMatch(/^[\u4e00-\u9fff、（）3D]+$/);
      expect(en).toMatch(/^[A-Z][ -~]+$/);
    }
  });

  it('numbers the classes of every group as the standard does: 0 alone, or from 1 on without a gap, and 9 for the rest', () => {
    for (const { code } of allIndustries().filter(({ level }) => level === 'group')) {
      const digits = childIndustries(code).map((child) => child.slice(-1)).join(''); // prettier-ignore
      expect(digits).toMatch(/^(?:0|1?2?3?4?5?6?7?8?9?)$/);
      const counted = digits.replace(/9$/, '');
      expect(digits === '0' || '12345678'.startsWith(counted)).toBe(true);
    }
  });

  it('names an industry in both languages', () => {
    expect(industry('C3841')).toMatchObject({
      level: 'class',
      zh: '锂离子电池制造',
      en: 'Manufacture of lithium-ion batteries',
      isic: ['2720'],
    });
    expect(industryName('C38', 'en')).toBe('Manufacture of electrical machinery and apparatus');
    expect(industryName('C2812', 'en')).toBe(industryName('isic4:2030', 'en'));
    expect(industry('D3841')).toBeUndefined();
  });
});

describe('kinship of industries', () => {
  it.each([
    ['C3841', 'C3841', 4, 0],
    ['C3841', 'C3842', 3, 2],
    ['C3841', 'C384', 3, 1],
    ['C3841', 'C3825', 2, 4],
    ['C3841', 'C2710', 1, 6],
    ['C3841', 'I651', 0, 7],
  ])('%s and %s share %d levels and lie %d steps apart', (a, b, depth, distance) => {
    expect(commonIndustryDepth(a, b)).toBe(depth);
    expect(industryDistance(a, b)).toBe(distance);
  });

  it('knows what lies within what, and nothing of unknown codes', () => {
    expect(isWithinIndustry('C3841', 'C38')).toBe(true);
    expect(isWithinIndustry('C38', 'C3841')).toBe(false);
    expect(industryDistance('C3841', 'C9999')).toBeUndefined();
  });
});

describe('ISIC Rev.4', () => {
  it('is translated both ways, as wide as whole', () => {
    expect(toIsic('C3841')).toEqual(['2720']);
    expect(fromIsic('2720')).toEqual(['C384']);
    expect(normalizeIndustry('isic4:2720')).toEqual(['C384']);
    expect(normalizeIndustry('C384')).toEqual(['C384']);
    expect(normalizeIndustry('C999')).toEqual([]);
    expect(normalizeIndustry('isic4:9999')).toEqual([]);
  });

  it('takes sections and divisions too', () => {
    expect(fromIsic('21')).toEqual(['C27']);
    expect(fromIsic('M').length).toBeGreaterThan(5);
  });
});

describe('findIndustries', () => {
  it.each([
    ['C3841', ['C3841']],
    ['3841', ['C3841']],
    ['isic4:2720', ['C384']],
    ['锂离子电池制造', ['C3841']],
    ['电池制造', ['C384']],
    ['医药制造业', ['C27']],
    ['新能源汽车', ['C3612']],
    ['Biomedicine', ['C276', 'C271', 'C272']],
    ['manufacture of batteries', ['C384']],
    ['不存在的行业', []],
  ])('reads %s', (text, codes) => {
    expect(findIndustries(text)).toEqual(codes);
  });

  it('offers the nearest names that hold the text', () => {
    expect(findIndustries('集成电路')[0]).toBe('C3973');
    expect(findIndustries('工业机器')).toContain('C3491');
  });
});
