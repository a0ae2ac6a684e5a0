import { type INVESTOR_KINDS, type investorSubmittedV1, type ProjectType } from '@bole/contracts';
import {
  cityOf,
  clusterOf,
  CLUSTERS,
  leiCheckDigits,
  organisationCheckCharacter,
  referenceRate,
  usccCheckDigit,
} from '@bole/taxonomy';
import { type z } from 'zod';
import { CITIES } from './cities.data';
import { dayAfter, type Drawing } from './drawing';
import {
  COUNTRIES,
  FIRST_CHARACTERS,
  FUND_WORDS,
  HOME_DIVISIONS,
  ROLES,
  type SampleCountry,
  SECOND_CHARACTERS,
  SURNAMES,
} from './names.data';
import { type Trade, TRADES } from './trades.data';

export type SubmittedInvestor = z.input<(typeof investorSubmittedV1)['data']>;
type Profile = SubmittedInvestor['profile'];
type Kind = (typeof INVESTOR_KINDS)[number];

/** A sample investor, and what its signals are drawn from. */
export interface SampleInvestor {
  readonly record: SubmittedInvestor;
  readonly trade: Trade;
  /** 0 to 1: how often it does anything at all. */
  readonly eagerness: number;
}

const FOREIGN_SHARE = 0.3;

/** Investors with the numbers from `first` on: every trade in turn, from China and fourteen other countries and areas. */
export function drawInvestors(
  draw: Drawing,
  firstDay: string,
  { first, count }: { readonly first: number; readonly count: number },
): SampleInvestor[] {
  const names = new Set<string>();
  return Array.from({ length: count }, (_, at) => {
    const trade = TRADES[at % TRADES.length] ?? draw.one(TRADES);
    const country = draw.chance(FOREIGN_SHARE) ? draw.one(COUNTRIES) : undefined;
    const kind = kindOf(draw, country);
    const name = freshName(() => nameOf(draw, trade, kind, country), names);
    return {
      trade,
      eagerness: draw.whole(10, 100) / 100,
      record: investorOf(draw, first + at, { trade, kind, country, name }, firstDay),
    };
  });
}

interface Identity {
  readonly trade: Trade;
  readonly kind: Kind;
  readonly country: SampleCountry | undefined;
  readonly name: Name;
}

interface Name {
  readonly zh: string;
  readonly en: string;
  readonly alias?: string;
  /** For addresses, e.g. `lancen-solar`. */
  readonly slug: string;
}

function kindOf(draw: Drawing, country: SampleCountry | undefined): Kind {
  return country === undefined
    ? draw.weighted([['company', 62], ['fund', 16], ['state-owned', 14], ['family-office', 4], ['other', 4]])
    : draw.weighted([['multinational', 72], ['company', 12], ['fund', 12], ['family-office', 4]]);
} // prettier-ignore

function freshName(next: () => Name, taken: Set<string>): Name {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    const name = next();
    if (taken.has(name.zh)) continue;
    taken.add(name.zh);
    return name;
  }
  throw new Error('The words for names of organisations are used up');
}

function nameOf(draw: Drawing, trade: Trade, kind: Kind, country: SampleCountry | undefined): Name {
  const fundWord = draw.one(FUND_WORDS);
  const [zhTrade, enTrade] =
    kind === 'fund'
      ? fundWord
      : kind === 'family-office'
        ? (['家族办公室', 'Family Office'] as const)
        : trade.name;
  if (country !== undefined) {
    const [en, zh] = draw.one(country.words);
    return {
      zh: `${zh}${zhTrade}(示例)`,
      en: `${en} ${enTrade} ${country.ending} (sample)`,
      slug: `${slugOf(en)}-${slugOf(enTrade)}`,
    };
  }
  const [first, second] = [draw.one(FIRST_CHARACTERS), draw.one(SECOND_CHARACTERS)];
  const owned = kind === 'state-owned' ? (['产投', 'State Investment'] as const) : (['', ''] as const);
  const word = `${first[0]}${second[0]}`;
  const spelt = `${first[1]}${second[1]}`;
  return {
    zh: `${word}${zhTrade}${owned[0]}(示例)`,
    en: `${spelt} ${enTrade}${owned[1] === '' ? '' : ` ${owned[1]}`} (sample)`,
    ...(draw.chance(0.4) ? { alias: `${word}${draw.one(['集团', '控股', '股份'])}(示例)` } : {}),
    slug: `${slugOf(spelt)}-${slugOf(enTrade)}`,
  };
}

function slugOf(name: string): string {
  return name.normalize('NFD').toLowerCase().replace(/[^a-z]/g, ''); // prettier-ignore
}

function investorOf(
  draw: Drawing,
  number: number,
  { trade, kind, country, name }: Identity,
  firstDay: string,
): SubmittedInvestor {
  const division = draw.one(HOME_DIVISIONS);
  const submitted = dayAfter(firstDay, -draw.whole(1, 90));
  const foreignPlace = country === undefined ? undefined : draw.one(country.cities);
  const registration =
    country === undefined
      ? { scheme: 'uscc' as const, id: sampleUscc(division, number) }
      : { scheme: 'lei' as const, id: sampleLei(number) };
  const isMaker = kind !== 'fund' && kind !== 'family-office';
  return {
    source: 'sample',
    sourceId: `INV-${String(number).padStart(4, '0')}`,
    version: Date.parse(`${submitted}T08:00:00Z`),
    profile: {
      names: { zh: name.zh, en: name.en, aliases: name.alias === undefined ? [] : [name.alias] },
      ...(draw.chance(country === undefined ? 0.85 : 0.6) ? { registration } : {}),
      kind,
      home: country === undefined ? { country: 'CHN', division } : { country: country.code, region: foreignPlace?.[0], city: foreignPlace?.[1] },
      presence: presenceOf(draw, country),
      industries: isMaker ? [...trade.industries] : ['J6731'],
      products: isMaker ? [...trade.products] : [],
      summary: summaryOf(trade, isMaker),
      seeks: seeksOf(draw, trade, kind, country, division, firstDay),
      contacts: Array.from({ length: draw.weighted([[1, 7], [2, 3]] as const) }, (_, at) => contactOf(draw, name, country, at, firstDay)),
      status: draw.chance(0.02) ? 'withdrawn' : 'active',
      estimated: draw.chance(0.35) ? draw.some(['seeks.capex', 'seeks.land', 'seeks.timing'], draw.whole(1, 2)) : [],
    },
  }; // prettier-ignore
}

function summaryOf(trade: Trade, isMaker: boolean): { zh: string; en: string } {
  return isMaker
    ? { zh: `${trade.makes[0]}。`, en: `${trade.makes[1]}.` }
    : {
        zh: `关注${trade.name[0]}方向的投资机构，偏好可落地的产业项目。`,
        en: `An investor in ${trade.name[1].toLowerCase()} that prefers projects with a site.`,
      };
}

/** A code whose organisation part reads EXAMP and a number: no registry gives such a one. */
function sampleUscc(division: string, number: number): string {
  const organisation = `EXAMP${String(number).padStart(3, '0')}`;
  const first17 = `91${division}${organisation}${organisationCheckCharacter(organisation)}`;
  return `${first17}${usccCheckDigit(first17)}`;
}

function sampleLei(number: number): string {
  const first18 = `XMPL00EXAMPLE${String(number).padStart(5, '0')}`;
  return `${first18}${leiCheckDigits(first18)}`;
}

function presenceOf(draw: Drawing, country: SampleCountry | undefined): Profile['presence'] {
  const inChina = draw.some(HOME_DIVISIONS, draw.weighted([[0, 5], [1, 3], [2, 1]] as const)).map((division) => ({ country: 'CHN', division }));
  return country === undefined && draw.chance(0.15) ? [...inChina, { country: draw.one(COUNTRIES).code }] : inChina;
} // prettier-ignore

function seeksOf(
  draw: Drawing,
  trade: Trade,
  kind: Kind,
  country: SampleCountry | undefined,
  home: string,
  firstDay: string,
): NonNullable<Profile['seeks']> {
  const akin = TRADES.filter((other) => other.theme === trade.theme && other !== trade);
  const industries = [...trade.industries, ...(draw.chance(0.35) ? draw.one(akin).industries : [])];
  const currency = country !== undefined && draw.chance(0.7) ? country.currency : 'CNY';
  const least = draw.round([trade.capex[0] * 0.7, trade.capex[0] * 1.6], 10);
  const most = Math.max(least + 50, draw.round([trade.capex[1] * 0.6, trade.capex[1] * 1.2], 10));
  const leastMu = draw.round([trade.landMu[0] * 0.6, trade.landMu[0] * 1.3], 5);
  return {
    industries: [...new Set(industries)],
    places: placesOf(draw, country === undefined ? home : undefined),
    capex: { min: inCurrency(least, currency), max: inCurrency(most, currency), currency },
    projectTypes: projectTypesOf(draw, kind),
    ...(kind === 'fund' || kind === 'family-office'
      ? {}
      : {
          land: {
            minMu: leastMu,
            maxMu: Math.max(leastMu + 20, draw.round([trade.landMu[1] * 0.7, trade.landMu[1] * 1.2], 5)),
          },
        }),
    timing: { from: dayAfter(firstDay, draw.whole(0, 300)), to: dayAfter(firstDay, draw.whole(420, 1000)) },
  };
}

/** Million yuan as a round amount in another currency. */
function inCurrency(millionYuan: number, currency: string): number {
  const rate = referenceRate(currency)?.cnyPerUnit;
  if (rate === undefined) throw new Error(`There is no reference rate for ${currency}`);
  const amount = (millionYuan * 1_000_000) / rate;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
  return Math.round(amount / step) * step;
}

/** Where it looks: cities by name, provinces, or a whole cluster through the provinces it spans; near home more often. */
function placesOf(draw: Drawing, home: string | undefined): NonNullable<Profile['seeks']>['places'] {
  const near = home === undefined ? undefined : clusterOf(home);
  const inCluster = CITIES.filter((city) => near === undefined || clusterOf(city.division)?.id === near.id);
  const pool = inCluster.length > 0 && draw.chance(0.65) ? inCluster : CITIES;
  const divisions = draw.weighted([
    [draw.some(pool, Math.min(pool.length, draw.whole(1, 3))).map((city) => city.division), 6],
    [[`${draw.one(pool).division.slice(0, 2)}0000`], 2],
    [draw.one(CLUSTERS.slice(0, 3)).members.slice(0, 4), 2],
  ] as const); // prettier-ignore
  return [...new Set(divisions.map((division) => cityOf(division) ?? division))].map((division) => ({
    country: 'CHN',
    division,
  }));
}

function projectTypesOf(draw: Drawing, kind: Kind): ProjectType[] {
  const pool: readonly ProjectType[] =
    kind === 'fund' || kind === 'family-office'
      ? ['financing', 'joint-venture', 'new']
      : ['new', 'expansion', 'co-location', 'joint-venture'];
  return draw.some(pool, draw.whole(1, 3));
}

function contactOf(
  draw: Drawing,
  { slug }: Name,
  country: SampleCountry | undefined,
  at: number,
  firstDay: string,
): NonNullable<Profile['contacts']>[number] {
  const [zh, pinyin] = draw.one(SURNAMES);
  const [zhRole, enRole] = draw.one(ROLES);
  const english = country !== undefined && (at > 0 || draw.chance(0.75));
  const status = draw.weighted([
    ['granted', 70],
    ['unknown', 20],
    ['withdrawn', 10],
  ] as const);
  return {
    name: english ? `${enRole} ${String.fromCharCode(65 + at)} (sample)` : `${zh}(示例)`,
    role: english ? enRole : zhRole,
    ...(draw.chance(0.92)
      ? { email: `${english ? `contact-${at + 1}` : `${pinyin}-${at + 1}`}@${slug}.example` }
      : {}),
    locale: english ? 'en' : 'zh-CN',
    timeZone: country?.timeZone ?? 'Asia/Shanghai',
    consent:
      status === 'unknown'
        ? { status }
        : {
            status,
            purpose: english ? 'lead digests' : '项目推荐邮件',
            at: `${dayAfter(firstDay, -draw.whole(1, 60))}T10:00:00+08:00`,
          },
  };
}
