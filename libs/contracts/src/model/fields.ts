import { z } from 'zod';

const SHORT = 300;
const LONG = 20_000;

/** Text that every store can hold: no NUL, no half of a surrogate pair. */
const text = z
  .string()
  .trim()
  .min(1)
  .refine(
    (value) => !value.includes('\0') && !HALF_PAIR.test(value),
    'text without NUL characters and without halves of surrogate pairs',
  );
/** With the `u` flag a whole pair is one character, so only halves are surrogates. */
const HALF_PAIR = /\p{Surrogate}/u;

/** A name, a code, one line. */
export const shortText = text.max(SHORT);
/** A summary, a note: at most 20,000 characters. */
export const longText = text.max(LONG);

/** An e-mail address. Before the @ stand at most 64 characters (RFC 5321 4.5.3.1), which zod does not look at. */
export const email = z
  .email()
  .refine((address) => address.lastIndexOf('@') <= 64, 'at most 64 characters before the @');

/** RFC 3339 instant with its zone, e.g. `2026-11-21T09:30:00+08:00`. No zone is further than 14 hours from UTC. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((value) => !/[+-](?:1[5-9]|2\d):\d\d$/.test(value), 'an offset from UTC of at most 14 hours');
/** ISO 8601 calendar date, e.g. `2026-11-21`. */
export const day = z.iso.date();

/** A text in Chinese, English or both. */
export const localized = z
  .object({ zh: longText.optional(), en: longText.optional() })
  .refine((text) => text.zh !== undefined || text.en !== undefined, 'at least one of zh and en');

/** ISO 4217 letters. That the currency exists is checked where the reference data is (libs/profiles). */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'three capital letters (ISO 4217)');

/** An amount in whole or part units of `currency`; never negative. */
export const money = z.object({ amount: z.number().nonnegative().max(1e15), currency });

/** A range of amounts; either end may be open. */
export const moneyRange = z
  .object({
    min: z.number().nonnegative().max(1e15).optional(),
    max: z.number().nonnegative().max(1e15).optional(),
    currency,
  })
  .refine(
    (range) => range.min === undefined || range.max === undefined || range.min <= range.max,
    'min not above max',
  );

/** A range of land areas in mu (亩, 1/15 hectare). */
export const landRange = z
  .object({
    minMu: z.number().nonnegative().max(1e7).optional(),
    maxMu: z.number().nonnegative().max(1e7).optional(),
  })
  .refine(
    (range) => range.minMu === undefined || range.maxMu === undefined || range.minMu <= range.maxMu,
    'minMu not above maxMu',
  );

/** A span of days; either end may be open. */
export const daySpan = z
  .object({ from: day.optional(), to: day.optional() })
  .refine(
    (span) => span.from === undefined || span.to === undefined || span.from <= span.to,
    'from not after to',
  );

/** `C`, `C38`, `C384`, `C3841` of GB/T 4754-2017, or `isic4:2720` of ISIC Rev.4. */
export const industryCode = z
  .string()
  .regex(
    /^(?:[A-T](?:\d{2,4})?|isic4:(?:[A-U]|\d{2,4}))$/,
    'a GB/T 4754-2017 code such as C3841, or isic4:2720',
  );

/** A place. `division` is a GB/T 2260 code of 6 digits and goes with country CHN; elsewhere region and city are names. */
export const place = z.object({
  country: z.string().regex(/^[A-Z]{3}$/, 'three capital letters (ISO 3166-1 alpha-3)'),
  division: z
    .string()
    .regex(/^\d{6}$/, 'six digits (GB/T 2260)')
    .optional(),
  region: shortText.optional(),
  city: shortText.optional(),
});

/** What is asked of the party: how the record's owner names the organisation or project. */
export const sourceRef = z.object({ source: shortText, sourceId: shortText });

/**
 * The city, by its GB/T 2260 city code, that submits a record: what it says of people is then that city's alone, and it
 * may speak only of its own projects. Absent: a feed of the whole platform.
 */
export const tenant = z.string().regex(/^\d{6}$/, 'six digits (GB/T 2260)');

/**
 * What an edit in Bole says besides the profile: which profile it is of, by Bole's own id, and the revision that it
 * changes; it counts only while the profile is at that revision. Absent from what owners submit.
 */
export const editFields = {
  about: shortText.optional(),
  ifRevision: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
};

/** A party named by Bole's own id or by its owner's. */
export const partyRef = z.union([sourceRef, z.object({ id: shortText })]);

export const many = <T extends z.ZodType>(item: T, most = 200) => z.array(item).max(most).default([]);

export type Money = z.infer<typeof money>;
export type MoneyRange = z.infer<typeof moneyRange>;
export type Place = z.infer<typeof place>;
export type PartyRef = z.infer<typeof partyRef>;

/** A source as all know it, for what a city calls `source`: two cities' sources never meet. */
export function sourceOfTenant(city: string, source: string): string {
  return `${city}/${source}`;
}

/** The source under which a city's edits of profiles stand in Bole; no owner's system may call itself so. */
export const EDIT_SOURCE = 'bole';

/** A party named by one city, as all know it. */
export function partyOfTenant(city: string, ref: PartyRef): PartyRef {
  return 'id' in ref ? ref : { ...ref, source: sourceOfTenant(city, ref.source) };
}

/** A party's name as one text: Bole's own id as it is, an owner's name for its record as JSON, so that no two give the same text. */
export function partyRefText(ref: PartyRef): string {
  return 'id' in ref ? ref.id : JSON.stringify([ref.source, ref.sourceId]);
}
