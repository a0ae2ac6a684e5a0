import { type Language } from '@bole/kernel';
import countryTable from '../data/iso3166.json';
import { rowsOf } from './table';

export type WorldRegion = 'Africa' | 'Americas' | 'Antarctica' | 'Asia' | 'Europe' | 'Oceania';

/** A country or area of ISO 3166-1, with its region of UN M49. */
export interface Country {
  readonly alpha3: string;
  readonly alpha2: string;
  readonly zh: string;
  readonly en: string;
  readonly region: WorldRegion;
}

/** The country with this alpha-3 code (CHN), or undefined. */
export function country(alpha3: string): Country | undefined {
  return BY_ALPHA3.get(alpha3);
}

/** Every country and area in order of its alpha-3 code. */
export function allCountries(): readonly Country[] {
  return [...BY_ALPHA3.values()].sort((a, b) => (a.alpha3 < b.alpha3 ? -1 : 1));
}

export function isCountry(alpha3: string): boolean {
  return BY_ALPHA3.has(alpha3);
}

/** The country's name; the code itself when it is unknown. */
export function countryName(alpha3: string, language: Language): string {
  return BY_ALPHA3.get(alpha3)?.[language] ?? alpha3;
}

/** The alpha-3 code of a country given as alpha-3, alpha-2 or by its name in Chinese or English; undefined when there is none. */
export function findCountry(text: string): string | undefined {
  return BY_TEXT.get(text.trim().toLowerCase());
}

const REGIONS: readonly string[] = [
  'Africa',
  'Americas',
  'Antarctica',
  'Asia',
  'Europe',
  'Oceania',
] satisfies WorldRegion[];

function isRegion(text: string): text is WorldRegion {
  return REGIONS.includes(text);
}

const COUNTRIES: readonly Country[] = rowsOf(countryTable, 'alpha3', 'alpha2', 'zh', 'en', 'region').map(
  (row) => {
    if (!isRegion(row.region)) throw new Error(`${row.alpha3} lies in no region of the world: ${row.region}`);
    return { ...row, region: row.region };
  },
);
const BY_ALPHA3: ReadonlyMap<string, Country> = new Map(COUNTRIES.map((each) => [each.alpha3, each]));

const OTHER_NAMES: Readonly<Record<string, string>> = {
  中国大陆: 'CHN', 中华人民共和国: 'CHN', "people's republic of china": 'CHN', 'mainland china': 'CHN', prc: 'CHN', 香港: 'HKG', 澳门: 'MAC', 台湾: 'TWN',
  'hong kong sar': 'HKG', 'macau': 'MAC', uk: 'GBR', 'great britain': 'GBR', usa: 'USA', 'united states of america': 'USA', korea: 'KOR',
  'republic of korea': 'KOR', 大韩民国: 'KOR', holland: 'NLD', 'the netherlands': 'NLD', 阿联酋: 'ARE', uae: 'ARE', czechia: 'CZE', 'czech republic': 'CZE',
}; // prettier-ignore

const BY_TEXT: ReadonlyMap<string, string> = new Map([
  ...COUNTRIES.flatMap(({ alpha3, alpha2, zh, en }) =>
    [alpha3, alpha2, zh, en].map((text) => [text.toLowerCase(), alpha3] as const),
  ),
  ...Object.entries(OTHER_NAMES),
]);
