import { clusterOf, CLUSTERS } from './clusters';
import {
  allDivisions,
  cityOf,
  division,
  divisionAncestors,
  divisionName,
  findDivision,
  findDivisions,
  isDivision,
  isWithinDivision,
  province,
} from './divisions';

describe('the table of GB/T 2260', () => {
  it('hangs together: every division lies in its province and, below that, in a city', () => {
    expect(allDivisions().filter(({ level }) => level === 'province')).toHaveLength(34);
    for (const { code, level } of allDivisions()) {
      expect(isDivision(province(code) ?? '')).toBe(true);
      if (level === 'county') expect(isDivision(cityOf(code) ?? '')).toBe(true);
    }
  });
});

describe('where a division lies', () => {
  it.each([
    ['320583', '320500', ['320000', '320500', '320583']],
    ['320500', '320500', ['320000', '320500']],
    ['320000', undefined, ['320000']],
    ['110108', '110000', ['110000', '110108']],
    ['110100', '110000', ['110000']],
    ['500200', '500000', ['500000']],
    ['419001', '419001', ['410000', '419001']],
    ['441900', '441900', ['440000', '441900']],
    ['999999', undefined, []],
  ])('%s lies in the city %s', (code, city, above) => {
    expect(cityOf(code)).toBe(city);
    expect(divisionAncestors(code)).toEqual(above);
  });

  it('knows what lies in what; the districts of a municipality are the municipality', () => {
    expect(isWithinDivision('320583', '320000')).toBe(true);
    expect(isWithinDivision('110108', '110100')).toBe(true);
    expect(isWithinDivision('320000', '320583')).toBe(false);
    expect(isWithinDivision('320583', '999999')).toBe(false);
  });

  it('names them in both languages', () => {
    expect(['320500', '320583', '110100', '610100'].map((code) => divisionName(code, 'en'))).toEqual([
      'Suzhou',
      'Kunshan',
      'Beijing',
      "Xi'an",
    ]);
    expect(['320500', '110100', '000000'].map((code) => divisionName(code, 'zh'))).toEqual([
      '苏州市',
      '北京市',
      '000000',
    ]);
  });
});

describe('findDivision', () => {
  it.each([
    ['苏州', '320500'],
    ['苏州市', '320500'],
    ['江苏省苏州市', '320500'],
    ['江苏 苏州', '320500'],
    ['江苏/苏州', '320500'],
    ['苏州市昆山市', '320583'],
    ['江苏省苏州市昆山市', '320583'],
    ['北京', '110000'],
    ['北京市海淀区', '110108'],
    ['内蒙古', '150000'],
    ['延边', '222400'],
    ['Suzhou', '320500'],
    ['Hefei City', '340100'],
    ["Xi'an", '610100'],
    ['320583', '320583'],
    ['朝阳', '211300'],
    ['亚特兰蒂斯', undefined],
    ['', undefined],
  ])('reads %s', (text, code) => {
    expect(findDivision(text)).toBe(code);
  });

  it('finds every province and city by its whole name, with and without what it is', () => {
    const named = allDivisions().filter(
      ({ code, level }) =>
        level !== 'county' && divisionName(code, 'zh') === division(code)?.zh && !/^\d\d9000$/.test(code),
    );
    expect(named.length).toBeGreaterThan(360);
    for (const { code, zh } of named)
      for (const name of [zh, zh.replace(/(?:省|市|地区|盟)$/, '')])
        expect(findDivisions(name)).toContain(code);
  });

  it('does not choose among those that are equally wide', () => {
    expect(findDivisions('Yichun')).toEqual(['230700', '360900']);
    expect(findDivision('Yichun')).toBeUndefined();
    expect(findDivisions('鼓楼区').length).toBeGreaterThan(1);
    expect(findDivision('鼓楼区')).toBeUndefined();
    expect(findDivision('南京市鼓楼区')).toBe('320106');
  });
});

describe('city clusters', () => {
  it('have members that exist, and no city in two', () => {
    const members = CLUSTERS.flatMap((cluster) => cluster.members);
    expect(members.every(isDivision)).toBe(true);
    expect(new Set(members).size).toBe(members.length);
  });

  it.each([
    ['320583', 'yangtze-delta'],
    ['440300', 'greater-bay'],
    ['440500', undefined],
    ['130200', 'jing-jin-ji'],
    ['110100', 'jing-jin-ji'],
    ['510100', 'chengdu-chongqing'],
    ['510400', undefined],
  ])('%s lies in %s', (code, cluster) => {
    expect(clusterOf(code)?.id).toBe(cluster);
  });
});
