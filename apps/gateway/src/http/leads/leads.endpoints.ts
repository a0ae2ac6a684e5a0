import { LEAD_STAGES } from '@bole/contracts';
import { LEAD_SORTS, MARKS_ASKED, REASONS_DEPTHS, type ReasonsDepth } from '@bole/leads';
import { z } from 'zod';
import { endpoint, idParam, pageCursor, pageLimit } from '../endpoint';
import { industryField } from '../reference/industry.field';
import { SAMPLE_INVESTOR_ID, SAMPLE_PROJECT_ID } from '../sample-ids';
import { cutPin, lead, leadPage, markedLead, newMark, partyLeads } from './lead.schemas';

const reasonsDepth = (usual: ReasonsDepth) =>
  z
    .enum(REASONS_DEPTHS)
    .default(usual)
    .meta({ description: `\`short\`: the three that weigh most, for or against; ${usual} unless given.` });

const atLeast = (what: string) =>
  z
    .number()
    .optional()
    .meta({ description: `Leads with at least so many points of ${what}.` });

const marks = z.enum(MARKS_ASKED).default('shown').meta({
  description:
    'By what officers decided: `shown` are all but the hidden ones, `all` has those as well. Pinned ones come first.',
});

/** What leads are cut by, in the list and in the export. */
export const leadCuts = {
  project: idParam(SAMPLE_PROJECT_ID).optional(),
  investor: idParam(SAMPLE_INVESTOR_ID).optional(),
  q: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .meta({ description: 'Leads of the investors and projects that a text finds, 200 of each at most.' }),
  industry: industryField.meta({
    description: 'Of the project: at any grain of GB/T 4754-2017, with all that lies under it.',
    examples: ['C38'],
  }),
  minScore: atLeast('score'),
  minFit: atLeast('fit'),
  minIntent: atLeast('intent'),
  minRelationship: atLeast('relationship'),
  changedSince: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({
      description: 'Leads that changed, or about which something was decided, at this instant or later.',
      examples: ['2026-11-01T00:00:00Z'],
    }),
  model: z.string().min(1).max(100).optional().meta({ description: 'Ranked by this version of the model.' }),
  marks,
  stage: z
    .enum(LEAD_STAGES)
    .optional()
    .meta({ description: 'At this stage; a lead that nobody decided about is introduced.' }),
  owner: idParam('per_0123456789abcdefghjk').optional().meta({ description: 'Of this person.' }),
};

export const listLeads = endpoint({
  id: 'listLeads',
  method: 'GET',
  path: 'leads',
  tag: 'leads',
  access: 'leads:read',
  summary: 'The leads of your city',
  description:
    'Pinned leads come first, in the same order among themselves. The pages show the leads that stood when the first was read and have not changed since, each once. A lead that changes meanwhile, or is pinned or hidden, is left out: ask for it by `changedSince`.',
  query: z.object({
    ...leadCuts,
    reasons: reasonsDepth('none'),
    sort: z.enum(LEAD_SORTS).default('-score').meta({ description: 'A minus in front: the highest first.' }),
    limit: pageLimit(50),
    cursor: pageCursor,
  }),
  answers: { 200: { description: 'One page.', schema: leadPage } },
  example: { query: { minScore: 60, reasons: 'short', limit: 3 } },
});

export const getLead = endpoint({
  id: 'getLead',
  method: 'GET',
  path: 'leads/:id',
  tag: 'leads',
  access: 'leads:read',
  summary: 'One lead, with all that speaks for and against it',
  params: z.object({ id: idParam('lead_0123456789abcdefghjk') }),
  answers: { 200: { description: 'The lead.', schema: lead } },
  problems: [404],
});

const markParams = z.object({ id: idParam('lead_0123456789abcdefghjk') });
const leadOf = ({ params }: { params: { id: string } }) => ({ kind: 'lead', id: params.id });

export const getLeadMark = endpoint({
  id: 'getLeadMark',
  method: 'GET',
  path: 'leads/:id/mark',
  tag: 'leads',
  access: 'leads:read',
  summary: 'Whether a lead is pinned or hidden, and what cuts it all the same',
  params: markParams,
  answers: { 200: { description: 'What was decided; its revision is the ETag.', schema: cutPin } },
  problems: [404],
});

export const markLead = endpoint({
  id: 'markLead',
  method: 'PUT',
  path: 'leads/:id/mark',
  tag: 'leads',
  access: 'projects:write',
  summary: 'Pin or hide a lead',
  description:
    'No rescore undoes it. A pinned lead is on top of every list, also when the model would drop it; only a hard limit cuts it, and the lists say so (`cutPins`). A hidden one takes no place of any list, and is there to be asked for by `marks`.',
  params: markParams,
  body: newMark,
  example: { body: { mark: 'pinned' } },
  answers: { 200: { description: 'What is decided now.', schema: markedLead } },
  problems: [404],
  ifMatch: 'optional',
  audit: { action: 'lead.marked', together: true, object: leadOf },
});

export const clearLeadMark = endpoint({
  id: 'clearLeadMark',
  method: 'DELETE',
  path: 'leads/:id/mark',
  tag: 'leads',
  access: 'projects:write',
  summary: 'Leave a lead to the model again',
  params: markParams,
  answers: { 204: { description: 'It bears no mark.' } },
  problems: [404],
  ifMatch: 'optional',
  audit: { action: 'lead.mark-cleared', together: true, object: leadOf },
});

const query = z.object({ reasons: reasonsDepth('full'), limit: pageLimit(30), cursor: pageCursor, marks });

export const listProjectLeads = endpoint({
  id: 'listProjectLeads',
  method: 'GET',
  path: 'projects/:id/leads',
  tag: 'leads',
  access: 'leads:read',
  summary: 'The ranked investors of a project',
  params: z.object({ id: idParam(SAMPLE_PROJECT_ID) }),
  query,
  answers: { 200: { description: 'Pinned leads first, then the best.', schema: partyLeads } },
  problems: [404],
  example: { query: { limit: 3 } },
});

export const listInvestorLeads = endpoint({
  id: 'listInvestorLeads',
  method: 'GET',
  path: 'investors/:id/leads',
  tag: 'leads',
  access: 'leads:read',
  summary: 'Your city’s projects, ranked for an investor',
  params: z.object({ id: idParam(SAMPLE_INVESTOR_ID) }),
  query,
  answers: { 200: { description: 'Pinned leads first, then the best.', schema: partyLeads } },
  problems: [404],
  example: { query: { limit: 3 } },
});
