import { z } from 'zod';
import { daySpan, email, industryCode, localized, many, moneyRange, place, shortText } from './fields';

export const PROJECT_TYPES = ['new', 'expansion', 'co-location', 'joint-venture', 'financing'] as const;
export const FUNDING_STAGES = [
  'angel', 'series-a', 'series-b', 'series-c+', 'venture', 'private-equity', 'debt', 'post-ipo', 'crowdfunding', 'other',
] as const; // prettier-ignore
export const VISIBILITY = ['public', 'cluster', 'city'] as const;
export const PROJECT_STATUS = ['open', 'closed'] as const;
export const ENVIRONMENTAL_CLASSES = ['A', 'B', 'C'] as const;

/** City project 城市项目: what a city offers and what it asks of an investor. */
export const projectProfile = z.object({
  names: z
    .object({ zh: shortText.optional(), en: shortText.optional() })
    .refine((names) => names.zh !== undefined || names.en !== undefined, 'at least one of zh and en'),
  summary: localized.optional(),
  place,
  park: localized.optional(),
  industries: many(industryCode),
  products: many(shortText),
  /** The link that the local industry chain lacks and that this project is to fill. */
  chainGap: z
    .object({ industries: many(industryCode), products: many(shortText), note: localized.optional() })
    .optional(),
  type: z.enum(PROJECT_TYPES),
  /** The round sought, for projects that look for venture capital. */
  fundingStage: z.enum(FUNDING_STAGES).optional(),
  capex: moneyRange.optional(),
  land: z
    .object({
      areaMu: z.number().positive().max(1e7),
      zoning: shortText.optional(),
      priceCnyPerMu: z.number().nonnegative().max(1e9).optional(),
    })
    .optional(),
  utilities: z
    .object({
      powerKva: z.number().nonnegative().optional(),
      waterTonnesPerDay: z.number().nonnegative().optional(),
      gas: z.boolean().optional(),
      steam: z.boolean().optional(),
      sewage: z.boolean().optional(),
    })
    .optional(),
  incentives: many(localized, 50),
  jobs: z.number().int().nonnegative().max(1e7).optional(),
  timing: daySpan.optional(),
  limits: z
    .object({
      minCapexPerMuCny: z.number().nonnegative().optional(),
      minCapex: z
        .object({
          amount: z.number().nonnegative().max(1e15),
          currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters (ISO 4217)'),
        })
        .optional(),
      /** The dirtiest class admitted: A clean, B moderate, C heavy. */
      environmentalClass: z.enum(ENVIRONMENTAL_CLASSES).optional(),
      /** The negative list: an investor whose declared main industry falls under one of these is cut. */
      excludedIndustries: many(industryCode),
      excludedKinds: many(shortText, 10),
    })
    .optional(),
  officer: z.object({ name: shortText, email: email.optional() }).optional(),
  visibility: z.enum(VISIBILITY).default('public'),
  status: z.enum(PROJECT_STATUS).default('open'),
  estimated: many(shortText),
});

export type ProjectProfile = z.infer<typeof projectProfile>;
export type ProjectProfileInput = z.input<typeof projectProfile>;
export type ProjectType = (typeof PROJECT_TYPES)[number];
export type FundingStage = (typeof FUNDING_STAGES)[number];
