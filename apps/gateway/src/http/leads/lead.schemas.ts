import { z } from 'zod';
import { instantField } from '../endpoint/page-fields';

const names = z.object({ zh: z.string().optional(), en: z.string().optional() });
const group = z.enum(['fit', 'intent', 'relationship']);

const reason = z
  .object({
    feature: z.string(),
    group,
    points: z.number().meta({ description: 'Above 0 speaks for the lead, below 0 against it.' }),
    text: z.string().meta({ description: 'In the language of the request.' }),
    evidence: z.array(z.string()).meta({ description: 'Ids of signals or projects that it rests on.' }),
  })
  .meta({ id: 'Reason' });

const contribution = z
  .object({
    feature: z.string(),
    group,
    value: z.number().nullable(),
    points: z.number(),
    evidence: z.array(z.string()),
  })
  .meta({ id: 'Contribution' });

export const rankedLead = z
  .object({
    rank: z.number().int().meta({ description: 'From 1, within the list.' }),
    leadId: z.string(),
    projectId: z.string(),
    investorId: z.string(),
    names: names.meta({ description: 'Of the other party.' }),
    score: z.number(),
    parts: z
      .object({ base: z.number(), fit: z.number(), intent: z.number(), relationship: z.number() })
      .meta({ description: 'They add up to the score.' }),
    contributions: z.array(contribution),
    model: z.string().meta({ description: 'The version of the model that ranked it.' }),
    moved: z
      .array(z.object({ feature: z.string(), points: z.number() }))
      .meta({ description: 'What changed the score when it last changed, most first.' }),
    explanation: z.object({ for: z.array(reason), against: z.array(reason) }),
    changedAt: instantField,
  })
  .meta({ id: 'RankedLead', description: 'One investor and one project, with the reasons of the score.' });

export const leadList = z
  .object({
    party: z.object({ kind: z.enum(['project', 'investor']), id: z.string() }),
    names,
    asOf: instantField.nullable().meta({ description: 'As of when it was computed; null: not yet.' }),
    leads: z.array(rankedLead),
  })
  .meta({ id: 'LeadList', description: 'The leads of one party, best first.' });
