import { type Language } from '@bole/kernel';
import divisionTable from '../data/gb2260.json';
import { grouped, rowsOf } from './table';

/** The levels of GB/T 2260 codes: 省级, 地级, 县级. */
export type DivisionLevel = 'province' | 'prefecture' | 'county';

export interface Division {
  /** Six digits, e.g. `320583`. */
  readonly code: string;
  readonly level: DivisionLevel;
  readonly zh: string;
  /** In pinyin or its established spelling; the Chinese name where there is none. */
  readonly en: string;
}

/** The division with this code, or undefined. */
export function division(code: string): Division | undefined {
  return DIVISIONS.get(code);
}

/** True for a code of GB/T 2260; the urban districts of a municipality as a whole (110100) count as one. */
export function isDivision(code: string): boolean {
  return DIVISIONS.has(code);
}

/** The code of the province, autonomous region or municipality that `code` lies in; undefined for an unknown code. */
export function province(code: string): string | undefined {
  return DIVISIONS.has(code) ? `${code.slice(0, 2)}0000` : undefined;
}

/**
 * The city that `code` lies in: its prefecture (昆山 → 320500); a municipality is one city (110108 → 110000); a county that a province
 * administers directly is its own (济源 → 419001). Undefined for a province that is no city, and for an unknown code.
 */
export function cityOf(code: string): string | undefined {
  const found = DIVISIONS.get(code);
  if (found === undefined) return undefined;
  const whole = `${code.slice(0, 2)}0000`;
  if (MUNICIPALITIES.has(whole)) return whole;
  if (found.level === 'province') return undefined;
  if (isDirectlyAdministered(code)) return found.level === 'county' ? code : undefined;
  return `${code.slice(0, 4)}00`;
}

/** A division's name as it stands alone; that of 110100 is 北京市. The code itself when it is unknown. */
export function divisionName(code: string, language: Language): string {
  const named = isPartOfMunicipality(code) ? `${code.slice(0, 2)}0000` : code;
  return DIVISIONS.get(named)?.[language] ?? code;
}

/** The code and all above it, widest first: `320583` → `['320000', '320500', '320583']`. Empty for an unknown code. */
export function divisionAncestors(code: string): readonly string[] {
  const top = province(code);
  if (top === undefined) return [];
  const city = cityOf(code) ?? top;
  const below = MUNICIPALITIES.has(top) && DIVISIONS.get(code)?.level !== 'county' ? top : code;
  return [...new Set([top, city, below])];
}

/** True when `code` is `ancestor` or lies in it. */
export function isWithinDivision(code: string, ancestor: string): boolean {
  const above = divisionAncestors(ancestor);
  return above.length > 0 && divisionAncestors(code).includes(above[above.length - 1] ?? '');
}

/**
 * The divisions that a text may mean, widest first: a code, or a name with or without 省, 市, 区, alone (苏州, Suzhou) or behind the name
 * of what it lies in (江苏省苏州市, 江苏/苏州, 苏州市昆山市). Several where the name is shared (朝阳), none where nothing has it.
 */
export function findDivisions(text: string): readonly string[] {
  const wanted = text.trim();
  if (isDivision(wanted)) return [wanted];
  const found = BY_NAME.get(keyOf(wanted));
  if (found !== undefined) return found;
  const inside = namesInFront(wanted).flatMap(({ code, rest }) =>
    findDivisions(rest).filter((inner) => inner !== code && isWithinDivision(inner, code)),
  );
  return [...new Set(inside)].sort(byWidth);
}

/** The one division that a text means: of those that share the name the widest, if it is the only one so wide; else undefined. */
export function findDivision(text: string): string | undefined {
  const [first, second] = findDivisions(text);
  if (first === undefined || (second !== undefined && levelOf(second) === levelOf(first))) return undefined;
  return first;
}

/** The divisions right below, in order of their codes: of a province its cities, of a city its counties and districts. */
export function childDivisions(code: string): readonly string[] {
  return CHILDREN.get(code) ?? [];
}

/** The provinces, autonomous regions, municipalities and special regions, in order of their codes. */
export function provinces(): readonly string[] {
  return [...DIVISIONS.keys()].filter((code) => levelOf(code) === 'province');
}

/** Every division in order of its code. */
export function allDivisions(): readonly Division[] {
  return [...DIVISIONS.values()];
}

const MUNICIPALITIES: ReadonlySet<string> = new Set(['110000', '120000', '310000', '500000']);

const DIVISIONS: ReadonlyMap<string, Division> = new Map(
  rowsOf(divisionTable, 'code', 'zh', 'en').map(({ code, zh, en }) => [
    code,
    { code, level: levelOf(code), zh, en: en === '' ? zh : en },
  ]),
);
const SUFFIX =
  /(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|(?:藏族羌族|蒙古族藏族|土家族苗族|布依族苗族|苗族侗族|哈尼族彝族|壮族苗族|傣族景颇族|傈僳族|藏族|回族|彝族|白族|傣族|朝鲜族|蒙古|哈萨克|柯尔克孜)?自治州|地区|省|市|区|县|盟|州)$/;
const BY_NAME = names();
const CHILDREN = childrenOf();

/** The districts of a municipality taken together, and the counties of a province, are no division of their own. */
function childrenOf(): ReadonlyMap<string, readonly string[]> {
  const pairs = [...DIVISIONS.keys()].flatMap((code) => {
    const above = divisionAncestors(code);
    const parent = above.at(-2);
    return above.at(-1) === code && parent !== undefined ? [{ parent, code }] : [];
  });
  return new Map(
    [...grouped(pairs, ({ parent }) => parent)].map(([parent, list]) => [
      parent,
      list.map(({ code }) => code),
    ]),
  );
}

function levelOf(code: string): DivisionLevel {
  return code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'prefecture' : 'county';
}

/** 110100 and the like: the districts (or counties) of a municipality taken together. */
function isPartOfMunicipality(code: string): boolean {
  return levelOf(code) === 'prefecture' && MUNICIPALITIES.has(`${code.slice(0, 2)}0000`);
}

function isDirectlyAdministered(code: string): boolean {
  return code.slice(2, 4) === '90';
}

function byWidth(a: string, b: string): number {
  const width = (code: string) => (levelOf(code) === 'province' ? 0 : levelOf(code) === 'prefecture' ? 1 : 2);
  return width(a) - width(b) || (a < b ? -1 : 1);
}

/** A name without blanks, letter case, and the word for its kind of division. */
function keyOf(name: string): string {
  const bare = name
    .toLowerCase()
    .replace(/[\s'’/,，·-]/g, '')
    .replace(/(?:province|city|district|county|prefecture)$/, '');
  return bare.length > 2 ? bare.replace(SUFFIX, '') : bare;
}

function names(): Map<string, readonly string[]> {
  const nameable = [...DIVISIONS.values()].filter(
    ({ code, level }) =>
      !isPartOfMunicipality(code) && !(level === 'prefecture' && isDirectlyAdministered(code)),
  );
  const pairs = nameable.flatMap(({ code, zh, en }) =>
    [...new Set([keyOf(zh), keyOf(en)])].map((key) => ({ key, code })),
  );
  return new Map(
    [...grouped(pairs, ({ key }) => key)].map(([key, list]) => [
      key,
      list.map(({ code }) => code).sort(byWidth),
    ]),
  );
}

/** The provinces and cities whose full or short name the text begins with, and what follows it. */
function namesInFront(text: string): { readonly code: string; readonly rest: string }[] {
  const found: { code: string; rest: string }[] = [];
  for (let length = 2; length < text.length; length += 1) {
    const rest = text.slice(length).replace(/^[\s/,，·-]+/, '');
    const codes = BY_NAME.get(keyOf(text.slice(0, length))) ?? [];
    if (rest !== '')
      found.push(...codes.filter((code) => levelOf(code) !== 'county').map((code) => ({ code, rest })));
  }
  return found;
}
