import { SIGNAL_KINDS } from '@bole/contracts';
import { z } from 'zod';
import { instantField, pageOf } from '../endpoint';

export const names = z
  .object({ zh: z.string().optional(), en: z.string().optional() })
  .meta({ id: 'Names', description: 'In Chinese, English or both.' });

export const namedParty = z
  .object({ id: z.string(), names })
  .meta({ id: 'NamedParty', description: 'An investor or a project.' });

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

export const reasons = z
  .object({ for: z.array(reason), against: z.array(reason) })
  .meta({ id: 'Reasons', description: 'Strongest first. All of them and the base add up to the score.' });

export const scoreParts = z
  .object({ base: z.number(), fit: z.number(), intent: z.number(), relationship: z.number() })
  .meta({ id: 'ScoreParts', description: 'They add up to the score.' });

const listedLead = z
  .object({
    id: z.string(),
    rank: z.number().int().nullable().meta({
      description:
        'From 1, among the project’s investors; null for a lead that only the investor’s list holds.',
    }),
    project: namedParty,
    investor: namedParty,
    score: z.number(),
    parts: scoreParts,
    model: z.string().meta({ description: 'The version of the model that ranked it.' }),
    changedAt: instantField,
    reasons: reasons.optional().meta({ description: 'As asked for by `reasons`.' }),
  })
  .meta({ id: 'ListedLead', description: 'One investor and one project of your city.' });

export const leadPage = pageOf('LeadPage', listedLead, 'Leads of your city.');

export const partyLeads = z
  .object({
    kind: z.enum(['project', 'investor']),
    id: z.string(),
    names,
    asOf: instantField.nullable().meta({ description: 'As of when the list was computed; null: not yet.' }),
    items: z.array(listedLead),
    next: z.string().nullable().meta({ description: 'The cursor of the next page; null on the last one.' }),
  })
  .meta({ id: 'PartyLeads', description: 'The leads of one project or one investor, best first.' });

const contribution = z
  .object({
    feature: z.string(),
    label: z.string(),
    group,
    value: z.number().nullable().meta({ description: 'In the feature’s unit; null where it is missing.' }),
    unit: z.string(),
    points: z.number(),
    evidence: z.array(z.string()),
  })
  .meta({ id: 'Contribution' });

const evidence = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('signal'),
      id: z.string(),
      signal: z.enum(SIGNAL_KINDS),
      occurredAt: instantField,
      projectId: z.string().nullable(),
    }),
    z.object({ kind: z.literal('project'), id: z.string(), names }),
    z.object({ kind: z.literal('hidden'), id: z.string() }),
  ])
  .meta({ id: 'Evidence', description: 'What reasons rest on; `hidden`: another city keeps it to itself.' });

export const lead = listedLead
  .extend({
    reasons,
    contributions: z
      .array(contribution)
      .meta({ description: 'Those that are not 0. With the base they add up to the score, exactly.' }),
    moved: z.array(z.object({ feature: z.string(), label: z.string(), points: z.number() })).meta({
      description: 'What changed the score when it last changed, most first; empty for a new lead.',
    }),
    evidence: z.array(evidence),
    listedBy: z.array(z.enum(['project', 'investor'])).meta({ description: 'On whose list it stands.' }),
  })
  .meta({ id: 'Lead', description: 'One lead whole.' });
