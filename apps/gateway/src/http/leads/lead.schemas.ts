import { longText, SIGNAL_KINDS } from '@bole/contracts';
import { MARKS } from '@bole/leads';
import { z } from 'zod';
import { instantField, pageOf } from '../endpoint';
import { listedLife } from '../lead-life/lead-life.schemas';

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
  .object({
    for: z.array(reason),
    against: z.array(reason),
    listed: z
      .string()
      .optional()
      .meta({ description: 'How it came onto the project’s list, where that was not by its rank.' }),
  })
  .meta({ id: 'Reasons', description: 'Strongest first. All of them and the base add up to the score.' });

export const scoreParts = z
  .object({ base: z.number(), fit: z.number(), intent: z.number(), relationship: z.number() })
  .meta({ id: 'ScoreParts', description: 'They add up to the score.' });

const markAuthor = z.object({
  kind: z.enum(['person', 'key', 'city']),
  id: z.string(),
  name: z.string(),
});

export const leadMark = z
  .object({
    kind: z.enum(MARKS),
    note: z.string().nullable().meta({ description: 'For officers; null where there is none.' }),
    by: markAuthor.meta({ description: '`city`: decided there, before the project came from that city.' }),
    at: instantField,
    revision: z.number().int().meta({ description: 'Grows with every decision; the ETag of the mark.' }),
  })
  .meta({
    id: 'LeadMark',
    description: 'What an officer decided: a pinned lead is on top of every list, a hidden one on none.',
  });

export const newMark = z
  .object({
    mark: z.enum(MARKS),
    note: longText.max(2_000).optional().meta({ description: 'Why; for officers alone.' }),
  })
  .meta({ id: 'NewMark', examples: [{ mark: 'pinned', note: '市领导已约见。' }] });

const limit = z
  .object({ code: z.string(), text: z.string().meta({ description: 'In the language of the request.' }) })
  .meta({ id: 'CutBy', description: 'A hard limit that rules a pair out.' });

const markedFields = {
  leadId: z.string(),
  projectId: z.string(),
  investorId: z.string(),
  mark: leadMark.nullable(),
  revision: z.number().int().meta({ description: 'Of the last decision; 0: there was none yet.' }),
};

export const markedLead = z.object(markedFields).meta({
  id: 'MarkedLead',
  description: 'What your city decided about a lead.',
});

export const cutPin = z.object({ ...markedFields, limits: z.array(limit) }).meta({
  id: 'LeadMarkAndLimits',
  description: 'What your city decided about a lead, and the hard limits that cut it all the same.',
});

const listedLead = z
  .object({
    id: z.string(),
    rank: z.number().int().nullable().meta({
      description:
        'From 1 by score, among the project’s investors; null for a lead that is not on the project’s list.',
    }),
    project: namedParty,
    investor: namedParty,
    score: z.number(),
    parts: scoreParts,
    model: z.string().meta({ description: 'The version of the model that ranked it.' }),
    changedAt: instantField,
    mark: leadMark.nullable().meta({ description: 'What an officer decided about it.' }),
    life: listedLife.nullable().meta({
      description:
        'How far it is and who has it; null: nobody decided about it, so that it is introduced and open.',
    }),
    explored: z.boolean().meta({
      description: 'Listed to learn: drawn from those who rank below the end of the project’s list.',
    }),
    probability: z.number().nullable().meta({
      description:
        'The chance with which it stands on the project’s list, over all draws of it; null: for certain, or not at all.',
    }),
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
    cutPins: z.array(cutPin).meta({
      description:
        'Pinned leads that a hard limit cuts all the same, and which; on the first page, 100 at most.',
    }),
  })
  .meta({
    id: 'PartyLeads',
    description: 'The leads of one project or one investor: pinned ones first, then the best.',
  });

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
