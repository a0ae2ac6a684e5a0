import { type Place } from '@bole/contracts';
import {
  country,
  divisionName,
  findCountry,
  findDivisions,
  findIndustries,
  industryName,
  isDivision,
} from '@bole/taxonomy';
import { type CellResult, taken, wrong } from './cell-result';

/**
 * A place: a GB/T 2260 code, the name of a Chinese division (苏州, 江苏省苏州市), a country, or a country and what lies in
 * it, cut by slashes (德国/慕尼黑, Germany/Bavaria/Munich).
 */
export function placeCell(text: string): CellResult<Place> {
  const nation = findCountry(text);
  if (nation !== undefined) return taken({ country: nation });
  const [first = '', ...rest] = text.split(/\s*[/>]\s*/).map((part) => part.trim());
  const abroad = findCountry(first);
  if (abroad !== undefined && abroad !== 'CHN' && rest.length > 0) return taken(placeAbroad(abroad, rest));
  const division = divisionCell(abroad === 'CHN' ? rest.join('/') : text);
  return division.ok ? taken({ country: 'CHN', division: division.value }) : division;
}

function placeAbroad(nation: string, [first, second]: readonly string[]): Place {
  if (second === undefined) return { country: nation, ...(first === undefined ? {} : { city: first }) };
  return { country: nation, ...(first === undefined ? {} : { region: first }), city: second };
}

/** A GB/T 2260 code, by itself or by name. Where a name is shared, a city counts before the districts that bear it. */
export function divisionCell(text: string): CellResult<string> {
  const found = findDivisions(text);
  const [first, second] = found;
  if (first === undefined) {
    if (/^\d{6}$/.test(text)) return wrong('DIVISION_UNKNOWN', 'a code of GB/T 2260 such as 320500');
    return wrong(
      'PLACE_UNKNOWN',
      'a division of China by code or name (320500, 苏州市), or a country (德国, DEU, Germany/Munich)',
    );
  }
  if (second === undefined || width(first) < width(second)) return taken(first);
  return wrong(
    'PLACE_AMBIGUOUS',
    `one of ${found
      .slice(0, 5)
      .map((code) => `${code} ${divisionName(code, 'zh')}`)
      .join(', ')}`,
  );
}

function width(code: string): number {
  return code.endsWith('0000') ? 0 : code.endsWith('00') ? 1 : 2;
}

/** An ISO 3166-1 alpha-3 code, by any of its codes or its name. */
export function countryCell(text: string): CellResult<string> {
  const found = findCountry(text) ?? (isDivision(text) ? 'CHN' : undefined);
  return found === undefined
    ? wrong(
        'COUNTRY_UNKNOWN',
        `a country by name or code, such as 德国, Germany or DEU ${country('DEU')?.en ?? ''}`.trim(),
      )
    : taken(found);
}

/** The industries that a text names: one, or the few that an everyday name stands for. Many would be a guess. */
export function industryCell(text: string): CellResult<readonly string[]> {
  const found = findIndustries(text);
  if (found.length === 0)
    return wrong(
      'INDUSTRY_UNKNOWN',
      'an industry of GB/T 4754-2017 by code or name, such as C3841 or 锂离子电池制造',
    );
  if (found.length <= MOST_MEANT) return taken(found);
  return wrong(
    'INDUSTRY_AMBIGUOUS',
    `one of ${found
      .slice(0, 5)
      .map((code) => `${code} ${industryName(code, 'zh')}`)
      .join(', ')}`,
  );
}

const MOST_MEANT = 3;
