/** What stands in a header: its name, cut to what tells headers apart, and the unit that its brackets give. */
export interface HeaderName {
  readonly key: string;
  readonly unit: Unit | undefined;
}

/** What one unit of a number in the column is worth in Bole's unit for that dimension. */
export interface Unit {
  readonly factor: number;
  /** ISO 4217, where the unit is one of money and names its currency. */
  readonly currency?: string;
  readonly dimension: 'money' | 'area' | 'count';
}

/**
 * Takes a header apart: `投资额（万元）` → 投资额, ten thousand yuan. Full-width letters and brackets, letter case, blanks,
 * dashes and a star for "required" do not count. Brackets that hold no unit belong to the name.
 */
export function headerName(header: string): HeaderName {
  const plain = header
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/^\*+|\*+$/g, '');
  const bracketed = /^(.+?)\s*[([【]\s*([^()[\]【】]+?)\s*[)\]】]$/.exec(plain);
  const unit = bracketed === null ? undefined : unitOf(bracketed[2] ?? '');
  return { key: keyOf(unit === undefined ? plain : (bracketed?.[1] ?? plain)), unit };
}

export function keyOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-·:*"'“”]/g, '');
}

/** The unit that a text names (万元, 亿美元, million USD, 公顷, CNY); undefined where it names none. */
export function unitOf(text: string): Unit | undefined {
  const key = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^单位[:：]?|[\s.]|(?:\/|每|per)(?:亩|mu)$/g, '');
  const area = AREAS.get(key);
  if (area !== undefined) return { factor: area, dimension: 'area' };
  if (COUNTS.has(key)) return { factor: 1, dimension: 'count' };
  const parts = /^(千|万|百万|千万|亿|十亿|thousand|k|million|mn|m|billion|bn)?(.*)$/.exec(key);
  const behind = /^(.*?)(thousand|k|million|mn|m|billion|bn)?$/.exec(key);
  return money(parts?.[1], parts?.[2] ?? '') ?? money(behind?.[2], behind?.[1] ?? '');
}

function money(multiple: string | undefined, name: string): Unit | undefined {
  const factor = multiple === undefined ? 1 : (MULTIPLES.get(multiple) ?? 1);
  if (name === '') return multiple === undefined ? undefined : { factor, dimension: 'money' };
  const currency = CURRENCIES.get(name);
  return currency === undefined ? undefined : { factor, currency, dimension: 'money' };
}

const MULTIPLES: ReadonlyMap<string, number> = new Map([
  ['千', 1e3], ['万', 1e4], ['百万', 1e6], ['千万', 1e7], ['亿', 1e8], ['十亿', 1e9],
  ['thousand', 1e3], ['k', 1e3], ['million', 1e6], ['mn', 1e6], ['m', 1e6], ['billion', 1e9], ['bn', 1e9],
]); // prettier-ignore

const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ['元', 'CNY'], ['人民币', 'CNY'], ['元人民币', 'CNY'], ['人民币元', 'CNY'], ['cny', 'CNY'], ['rmb', 'CNY'], ['yuan', 'CNY'], ['¥', 'CNY'],
  ['美元', 'USD'], ['美金', 'USD'], ['usd', 'USD'], ['us$', 'USD'], ['$', 'USD'], ['欧元', 'EUR'], ['eur', 'EUR'], ['€', 'EUR'],
  ['港元', 'HKD'], ['港币', 'HKD'], ['hkd', 'HKD'], ['日元', 'JPY'], ['jpy', 'JPY'], ['英镑', 'GBP'], ['gbp', 'GBP'], ['£', 'GBP'],
  ['韩元', 'KRW'], ['krw', 'KRW'], ['新加坡元', 'SGD'], ['新元', 'SGD'], ['sgd', 'SGD'], ['新台币', 'TWD'], ['twd', 'TWD'],
]); // prettier-ignore

/** In mu 亩: 15 to the hectare. */
const AREAS: ReadonlyMap<string, number> = new Map([
  ['亩', 1], ['mu', 1], ['公顷', 15], ['hectare', 15], ['hectares', 15], ['ha', 15],
  ['平方米', 0.0015], ['平米', 0.0015], ['㎡', 0.0015], ['m2', 0.0015], ['sqm', 0.0015], ['万平方米', 15], ['平方公里', 1_500], ['km2', 1_500],
]); // prettier-ignore

const COUNTS: ReadonlySet<string> = new Set([
  '人',
  '个',
  'kva',
  '吨/天',
  '吨/日',
  't/d',
  '分钟',
  'min',
  'minutes',
  'people',
  'jobs',
]);
