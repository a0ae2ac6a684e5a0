import { z } from 'zod';
import {
  daySpan,
  email,
  industryCode,
  instant,
  landRange,
  localized,
  many,
  moneyRange,
  place,
  shortText,
} from './fields';
import { PROJECT_TYPES } from './project';

export const INVESTOR_KINDS = [
  'company',
  'fund',
  'state-owned',
  'multinational',
  'family-office',
  'other',
] as const;
export const CONSENT = ['granted', 'withdrawn', 'unknown'] as const;
export const PROFILE_STATUS = ['active', 'withdrawn'] as const;

export const contact = z.object({
  name: shortText,
  role: shortText.optional(),
  email: email.optional(),
  phone: z
    .string()
    .regex(/^\+?[\d ()-]{5,30}$/, 'a phone number, digits with an optional leading +')
    .optional(),
  /** BCP 47: the language that this person reads. */
  locale: z.enum(['zh-CN', 'en']),
  /** IANA time zone, e.g. Asia/Shanghai. */
  timeZone: shortText.optional(),
  consent: z.object({ status: z.enum(CONSENT), purpose: shortText.optional(), at: instant.optional() }),
});

/** Investor 投资商: who it is, where it is, what it makes and what it looks for. */
export const investorProfile = z.object({
  names: z
    .object({ zh: shortText.optional(), en: shortText.optional(), aliases: many(shortText, 50) })
    .refine((names) => names.zh !== undefined || names.en !== undefined, 'at least one of zh and en'),
  /** Unified social credit code (GB 32100-2015) or LEI (ISO 17442); left out where the firm has neither. */
  registration: z.object({ scheme: z.enum(['uscc', 'lei']), id: shortText }).optional(),
  kind: z.enum(INVESTOR_KINDS),
  home: place.optional(),
  presence: many(place),
  industries: many(industryCode),
  products: many(shortText),
  summary: localized.optional(),
  seeks: z
    .object({
      industries: many(industryCode),
      places: many(place),
      capex: moneyRange.optional(),
      projectTypes: many(z.enum(PROJECT_TYPES)),
      land: landRange.optional(),
      timing: daySpan.optional(),
    })
    .optional(),
  contacts: many(contact, 50),
  status: z.enum(PROFILE_STATUS).default('active'),
  /** Paths of the fields whose values are guesses, e.g. `seeks.capex`. */
  estimated: many(shortText),
});

/** What all cities share of an investor: the people there are known to one city each, and not in it. */
export const sharedInvestorProfile = investorProfile.omit({ contacts: true });

export type SharedInvestorProfile = z.infer<typeof sharedInvestorProfile>;
export type Contact = z.infer<typeof contact>;
export type InvestorProfile = z.infer<typeof investorProfile>;
export type InvestorProfileInput = z.input<typeof investorProfile>;
