import { z } from 'zod';
import { instant, longText, money, partyRef, shortText } from './fields';
import { FUNDING_STAGES } from './project';

/** What an investor did online 线上. */
export const ONLINE_SIGNALS = [
  'mail-delivered', 'link-followed', 'answer', 'page-view', 'download', 'inquiry', 'decline',
] as const; // prettier-ignore
/** What it did offline 线下. `signing` to `production` are outcomes. */
export const OFFLINE_SIGNALS = [
  'fair-check-in', 'meeting-held', 'meeting-missed', 'call', 'site-visit', 'mou', 'signing', 'funds-in-place', 'start', 'production',
] as const; // prettier-ignore
export const SIGNAL_KINDS = [...ONLINE_SIGNALS, ...OFFLINE_SIGNALS] as const;
/** The kinds that stand for a deed: money or a promise of it. They make up an investor's revealed profile. */
export const DEED_KINDS = ['signing', 'funds-in-place', 'start', 'production'] as const;

/** Signal 信号: who did what, towards which project or city, and when. */
export const signalFacts = z
  .object({
    investor: partyRef,
    project: partyRef.optional(),
    /** GB/T 2260 code of the city, for a signal towards a city as a whole. */
    city: z
      .string()
      .regex(/^\d{6}$/, 'six digits (GB/T 2260)')
      .optional(),
    kind: z.enum(SIGNAL_KINDS),
    occurredAt: instant,
    /** Where it happened: the fair, the mail, the page. */
    channel: shortText.optional(),
    durationMinutes: z.number().nonnegative().max(10_000).optional(),
    /** For an `answer`: what the investor said. */
    answer: z.enum(['interested', 'not-now', 'not-for-us', 'question', 'meeting']).optional(),
    fundingStage: z.enum(FUNDING_STAGES).optional(),
    /** The money of the whole deal, not of this investor alone. */
    amount: money.optional(),
    note: longText.optional(),
  })
  .refine((signal) => signal.project !== undefined || signal.city !== undefined, {
    message: 'a project or a city that the signal is about',
    path: ['project'],
  });

export type SignalFacts = z.infer<typeof signalFacts>;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

export function isOffline(kind: SignalKind): boolean {
  return (OFFLINE_SIGNALS as readonly string[]).includes(kind);
}
