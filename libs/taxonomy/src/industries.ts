import { type Language } from '@bole/kernel';
import gbTable from '../data/gb4754-2017.json';
import isicTable from '../data/isic4.json';
import { grouped, rowsOf } from './table';

/** The levels of GB/T 4754-2017: 门类, 大类, 中类, 小类. */
export type IndustryLevel = 'section' | 'division' | 'group' | 'class';

export interface Industry {
  /** With the section's letter in front: `C`, `C38`, `C384`, `C3841`. */
  readonly code: string;
  readonly level: IndustryLevel;
  readonly zh: string;
  /** Bole's own English where it has one, else the name of the ISIC Rev.4 class, group or division that it corresponds to. */
  readonly en: string;
  /** The ISIC Rev.4 classes that it corresponds to; of a section, division or group those of all its classes. */
  readonly isic: readonly string[];
}

/** The industry with this GB/T 4754-2017 code (section letter in front), or undefined. */
export function industry(code: string): Industry | undefined {
  return INDUSTRIES.get(code);
}

/** True for a GB/T 4754-2017 code with its section letter, and for `isic4:` with an ISIC Rev.4 code. */
export function isIndustryCode(code: string): boolean {
  return (
    INDUSTRIES.has(code) || (code.startsWith(ISIC_PREFIX) && ISIC_NAMES.has(code.slice(ISIC_PREFIX.length)))
  );
}

/** The industry's name; the code itself when there is no such industry. ISIC codes have English names only. */
export function industryName(code: string, language: Language): string {
  if (code.startsWith(ISIC_PREFIX)) return ISIC_NAMES.get(code.slice(ISIC_PREFIX.length)) ?? code;
  return INDUSTRIES.get(code)?.[language] ?? code;
}

/** The code and all above it, widest first: `C3841` → `['C', 'C38', 'C384', 'C3841']`. Empty for an unknown code. */
export function ancestors(code: string): readonly string[] {
  return INDUSTRIES.has(code)
    ? PREFIX_LENGTHS.filter((length) => length <= code.length).map((length) => code.slice(0, length))
    : [];
}

/** The codes one level below; those of a class are none. */
export function childIndustries(code: string): readonly string[] {
  return CHILDREN.get(code) ?? [];
}

/** True when `code` is `ancestor` or lies under it. */
export function isWithinIndustry(code: string, ancestor: string): boolean {
  return ancestors(code).includes(ancestor);
}

/** How many levels two GB/T codes share: 0 none, 1 section, 2 division, 3 group, 4 class. */
export function commonIndustryDepth(a: string, b: string): number {
  const below = ancestors(b);
  return ancestors(a).filter((code) => below.includes(code)).length;
}

/** Steps up and down the tree from one code to the other; undefined when one of them is unknown. */
export function industryDistance(a: string, b: string): number | undefined {
  const [up, down] = [ancestors(a).length, ancestors(b).length];
  return up === 0 || down === 0 ? undefined : up + down - 2 * commonIndustryDepth(a, b);
}

/** The ISIC Rev.4 classes that a GB/T code corresponds to. */
export function toIsic(code: string): readonly string[] {
  return INDUSTRIES.get(code)?.isic ?? [];
}

/**
 * The GB/T codes that an ISIC Rev.4 section, division, group or class corresponds to (`2720` or `isic4:2720`), as wide as
 * they are whole: where every class of a group (division, section) corresponds, the group (division, section) stands for them.
 */
export function fromIsic(isic: string): readonly string[] {
  const code = isic.startsWith(ISIC_PREFIX) ? isic.slice(ISIC_PREFIX.length) : isic;
  const classes = CLASSES_OF_ISIC.filter(([isicClass]) => isUnderIsic(isicClass, code)).flatMap(
    ([, gb]) => gb,
  );
  return folded(new Set(classes));
}

/** A contract's industry code as GB/T codes: a GB/T code stands for itself, an ISIC one for what it corresponds to; none when unknown. */
export function normalizeIndustry(code: string): readonly string[] {
  if (code.startsWith(ISIC_PREFIX)) return fromIsic(code);
  return INDUSTRIES.has(code) ? [code] : [];
}

/**
 * All codes that a profile may give for something within a GB/T industry: its own, those of all that lies under it, and the
 * `isic4:` ones that stand for something of it (`normalizeIndustry`). A code that is wider than what is asked for is not
 * within it. Empty for an unknown code.
 */
export function codesWithinIndustry(code: string): readonly string[] {
  codesWithin ??= allCodesWithin();
  return codesWithin.get(code) ?? [];
}

/** Every industry in order of its code. */
export function allIndustries(): readonly Industry[] {
  return [...INDUSTRIES.values()];
}

const ISIC_PREFIX = 'isic4:';
const PREFIX_LENGTHS = [1, 3, 4, 5];
const LEVELS: Readonly<Record<number, IndustryLevel>> = {
  1: 'section',
  3: 'division',
  4: 'group',
  5: 'class',
};

const GB_ROWS = rowsOf(gbTable, 'code', 'zh', 'en', 'isic4');
const ISIC_ROWS = rowsOf(isicTable, 'code', 'en');
const ISIC_NAMES: ReadonlyMap<string, string> = new Map(ISIC_ROWS.map(({ code, en }) => [code, en]));
const ISIC_SECTION_OF_DIVISION: ReadonlyMap<string, string> = isicSections();
const INDUSTRIES: ReadonlyMap<string, Industry> = readIndustries();
const CHILDREN = childrenOf();
const CLASSES_OF_ISIC = classesOfIsic();

/** Made when it is first asked for, as every code of ISIC is looked up for it. */
let codesWithin: ReadonlyMap<string, readonly string[]> | undefined;

function allCodesWithin(): Map<string, readonly string[]> {
  const within = new Map<string, string[]>([...INDUSTRIES.keys()].map((code) => [code, []]));
  const isic = [...ISIC_NAMES.keys()].map((code) => `${ISIC_PREFIX}${code}`);
  for (const given of [...INDUSTRIES.keys(), ...isic])
    for (const above of new Set(normalizeIndustry(given).flatMap(ancestors))) within.get(above)?.push(given);
  return within;
}

function readIndustries(): Map<string, Industry> {
  const classes = GB_ROWS.filter((row) => row.isic4 !== '').map((row) => ({
    code: row.code,
    isic: row.isic4.split(' '),
  }));
  return new Map(
    GB_ROWS.map(({ code, zh, en }) => {
      const isic = [
        ...new Set(classes.filter((each) => each.code.startsWith(code)).flatMap((each) => each.isic)),
      ].sort();
      const level = LEVELS[code.length];
      if (level === undefined) throw new Error(`${code} is no code of GB/T 4754-2017`);
      return [code, { code, level, zh, en: en === '' ? isicNameOf(isic, zh) : en, isic }];
    }),
  );
}

/** The name of the narrowest ISIC code that covers all of `isic`. */
function isicNameOf(isic: readonly string[], otherwise: string): string {
  for (const length of [4, 3, 2]) {
    const covering = new Set(isic.map((code) => code.slice(0, length)));
    if (covering.size === 1) return ISIC_NAMES.get([...covering][0] ?? '') ?? otherwise;
  }
  return ISIC_NAMES.get(isic[0] ?? '') ?? otherwise;
}

function isicSections(): Map<string, string> {
  const sections = new Map<string, string>();
  let section = '';
  for (const { code } of ISIC_ROWS) {
    if (code.length === 1) section = code;
    if (code.length === 2) sections.set(code, section);
  }
  return sections;
}

function isUnderIsic(isicClass: string, code: string): boolean {
  return /^[A-U]$/.test(code)
    ? ISIC_SECTION_OF_DIVISION.get(isicClass.slice(0, 2)) === code
    : code !== '' && isicClass.startsWith(code);
}

function classesOfIsic(): (readonly [string, readonly string[]])[] {
  const pairs = [...INDUSTRIES.values()]
    .filter(({ level }) => level === 'class')
    .flatMap(({ code, isic }) => isic.map((to) => ({ code, to })));
  return [...grouped(pairs, ({ to }) => to)].map(
    ([isic, list]) => [isic, list.map(({ code }) => code)] as const,
  );
}

function parentOf(code: string): string {
  return code.length === 3 ? code.slice(0, 1) : code.slice(0, -1);
}

function childrenOf(): Map<string, string[]> {
  const below = [...INDUSTRIES.keys()].filter((code) => code.length > 1);
  return grouped(below, parentOf);
}

function folded(classes: ReadonlySet<string>): readonly string[] {
  const codes = new Set(classes);
  for (const length of [...PREFIX_LENGTHS].reverse()) {
    for (const parent of new Set(
      [...codes].filter((code) => code.length === length && length > 1).map(parentOf),
    )) {
      const children = CHILDREN.get(parent) ?? [];
      if (!children.every((child) => codes.has(child))) continue;
      for (const child of children) codes.delete(child);
      codes.add(parent);
    }
  }
  return [...codes].sort();
}
