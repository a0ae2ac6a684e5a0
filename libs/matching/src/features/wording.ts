import { DAYS_PER_MONTH } from '../prepare/decay';
import { DAY_MS } from '@bole/kernel';
import { CLUSTERS, countryName, divisionName, industryName } from '@bole/taxonomy';
import { type PlaceFacts, type Range } from '../facts/facts';
import { type Text } from './feature';

/** `C384 电池制造`, `C384 Manufacture of batteries`. */
export function industryText(code: string): Text {
  return { zh: `${code} ${industryName(code, 'zh')}`, en: `${code} ${industryName(code, 'en')}` };
}

/** The name of a place at a grain: 4 city, 3 province, 2 city cluster, 1 country. The next wider one where that is unknown. */
export function placeText(place: PlaceFacts, grain: number): Text {
  if (grain >= 4 && place.city !== undefined) return divisionText(place.city);
  if (grain >= 3 && place.province !== undefined) return divisionText(place.province);
  const cluster = grain >= 2 ? CLUSTERS.find(({ id }) => id === place.cluster) : undefined;
  return cluster?.name ?? { zh: countryName(place.country, 'zh'), en: countryName(place.country, 'en') };
}

function divisionText(key: string): Text {
  if (/^\d{6}$/.test(key)) return { zh: divisionName(key, 'zh'), en: divisionName(key, 'en') };
  const name = capitals(key.slice(key.lastIndexOf(':') + 1));
  return { zh: name, en: name };
}

function capitals(name: string): string {
  return name.length <= 3
    ? name.toUpperCase()
    : name.replace(/(^|[\s-])(\p{Letter})/gu, (letter) => letter.toUpperCase());
}

/** How long before `asOf`: days up to six weeks, months up to two years, then years. */
export function ago(occurredAt: number, asOf: number): { readonly zh: string; readonly en: string } {
  const days = Math.floor((asOf - occurredAt) / DAY_MS);
  if (days < 1) return { zh: '不到 1 天', en: 'less than a day' };
  if (days < 45) return { zh: `${days} 天`, en: counted(days, 'day') };
  const months = Math.round(days / DAYS_PER_MONTH);
  if (months < 24) return { zh: `${months} 个月`, en: counted(months, 'month') };
  const years = Math.round(days / 365.25);
  return { zh: `${years} 年`, en: counted(years, 'year') };
}

/** `1 project`, `4 projects`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `6 亿元`, `CNY 600 million`. */
export function moneyText(amountCny: number): Text {
  const zh = amountCny >= 1e8 ? `${short(amountCny / 1e8)} 亿元` : `${short(amountCny / 1e4)} 万元`;
  const en =
    amountCny >= 1e9 ? `CNY ${short(amountCny / 1e9)} billion` : `CNY ${short(amountCny / 1e6)} million`;
  return { zh, en };
}

/** A range of money: `6 亿元至 10 亿元`, `from CNY 600 million`. */
export function moneyRangeText(range: Range): Text {
  return rangeText(range, moneyText);
}

/** A range of land: `100 亩至 300 亩`. */
export function landRangeText(range: Range): Text {
  return rangeText(range, landText);
}

export function landText(mu: number): Text {
  return { zh: `${short(mu)} 亩`, en: `${short(mu)} mu` };
}

function rangeText({ min, max }: Range, say: (amount: number) => Text): Text {
  const [low, high] = [min === undefined ? undefined : say(min), max === undefined ? undefined : say(max)];
  if (low !== undefined && high !== undefined)
    return low.zh === high.zh ? low : { zh: `${low.zh}至 ${high.zh}`, en: `${low.en} to ${high.en}` };
  if (low !== undefined) return { zh: `${low.zh}以上`, en: `${low.en} and more` };
  return high === undefined
    ? { zh: '未知', en: 'unknown' }
    : { zh: `${high.zh}以内`, en: `up to ${high.en}` };
}

/** Three significant digits, without trailing zeros. */
function short(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** Up to `most` words as a list: `隔膜、电解液`, `separator, electrolyte`. */
export function listed(words: readonly string[], most = 3): Text {
  const first = words.slice(0, most);
  return { zh: first.join('、'), en: first.join(', ') };
}

/** With a capital first letter. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
