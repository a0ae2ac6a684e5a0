import { z } from 'zod';
import { defineEvent } from '../event-type';
import { instant, shortText } from '../model/fields';
import { TOPICS } from '../topics';

const contribution = z.object({ feature: shortText, points: z.number() });

const rankedLead = z.object({
  id: shortText,
  investorId: shortText,
  projectId: shortText,
  /** From 1, within this event's party. */
  rank: z.number().int().positive(),
  /** Points; the sum of base and contributions, and of base, fit, intent and relationship. */
  score: z.number(),
  /** The version of the model that scored it, where it is not the list's: each project is scored by its city's. */
  model: shortText.optional(),
  parts: z.object({ base: z.number(), fit: z.number(), intent: z.number(), relationship: z.number() }),
  contributions: z.array(contribution),
  /** What moved the score since it was last computed, most first; empty for a new lead. */
  moved: z.array(contribution).default([]),
  /** It stands on the project's list to learn from: drawn from those who rank below its end. Absent: not drawn. */
  explored: z.boolean().optional(),
  /** The chance with which it stands on the project's list, over all draws of it; absent: it stands there for certain. */
  probability: z.number().positive().max(1).optional(),
});

export const leadsRankedV1 = defineEvent({
  type: 'bole.leads.ranked.v1',
  topic: TOPICS.leads.name,
  summary: 'The leads of one project, or of one investor, were ranked anew; the whole list, best first.',
  data: z.object({
    party: z.object({ kind: z.enum(['project', 'investor']), id: shortText }),
    asOf: instant,
    model: shortText,
    leads: z.array(rankedLead),
  }),
  key: (data) => `${data.party.kind}:${data.party.id}`,
  golden: {
    party: { kind: 'project', id: 'prj_0123456789abcdefghjk' },
    asOf: '2025-11-22T00:00:00Z',
    model: 'default-1',
    leads: [
      {
        id: 'lead_0123456789abcdefghj',
        investorId: 'inv_0123456789abcdefghjk',
        projectId: 'prj_0123456789abcdefghjk',
        rank: 1,
        score: 57,
        parts: { base: 10, fit: 38, intent: 0, relationship: 9 },
        contributions: [
          { feature: 'declared-industry', points: 38 },
          { feature: 'relationship', points: 9 },
        ],
        moved: [{ feature: 'relationship', points: 9 }],
      },
    ],
  },
});
