import { MARKS } from '@bole/leads';
import { z } from 'zod';
import { endpoint, instantField } from '../endpoint';

const id = z.string().min(1).max(100).optional();

/** The `data` of an event `leads-changed`. */
export const leadsChanged = z
  .object({
    projectId: z.string(),
    city: z.string(),
    revision: z
      .number()
      .int()
      .meta({ description: 'Of two changes to one lead, the one of the higher revision is the later.' }),
    changes: z.array(
      z.object({
        leadId: z.string(),
        investorId: z.string(),
        score: z.number(),
        was: z.number().nullable().meta({ description: 'The score before; null: the lead is new.' }),
        moved: z.array(z.object({ feature: z.string(), points: z.number() })),
        forProject: z.boolean().meta({ description: 'It stands on the project’s list.' }),
        forInvestor: z.boolean().meta({ description: 'It stands on the investor’s list.' }),
        mark: z.enum(MARKS).nullable().optional().meta({
          description: 'What an officer decided just now; null: a mark was cleared.',
        }),
        gone: z.literal(true).optional().meta({ description: 'It stands on neither list any longer.' }),
      }),
    ),
    at: instantField,
  })
  .meta({ id: 'LeadsChanged', description: 'What happened to leads of one project at once.' });

export const listenToLeads = endpoint({
  id: 'listenToLeads',
  method: 'GET',
  path: 'events',
  tag: 'leads',
  access: 'leads:read',
  summary: 'Lead changes as they happen',
  description: [
    'A stream of server-sent events, for `EventSource` or `curl -N`. `leads-changed` carries what happened to leads of one',
    'project at once: `{ projectId, city, revision, changes: [{ leadId, investorId, score, was, moved, forProject,',
    'forInvestor, gone, mark }], at }`. A stream that was cut is resumed without a gap or a repeat by the id of the last event,',
    'in `Last-Event-ID` (an `EventSource` sends it by itself) or `after`. `reset` says that the id is too old, after a week:',
    'read the lists anew; the stream goes on from now. `closing` is the last word of a stream: its reason is `stopping`,',
    '`renewal` (after an hour: come again) or `access-ended`. A comment shows every 15 s that the stream is alive.',
  ].join(' '),
  query: z.object({
    project: id.meta({ description: 'Only leads of this project.' }),
    investor: id.meta({ description: 'Only leads of this investor.' }),
    minScore: z
      .number()
      .optional()
      .meta({ description: 'Only leads whose score is at least this, or was before.' }),
    after: z
      .string()
      .max(50)
      .optional()
      .meta({ description: 'The id of the last event that is known; `Last-Event-ID` goes before it.' }),
  }),
  answers: { 200: { description: 'The stream.', types: ['text/event-stream'] } },
  problems: [429, 503],
});
