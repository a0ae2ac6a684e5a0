import { LEAD_SORTS, REASONS_DEPTHS, type ReasonsDepth } from '@bole/leads';
import { z } from 'zod';
import { endpoint, idParam, pageCursor, pageLimit } from '../endpoint';
import { industryField } from '../reference/industry.field';
import { SAMPLE_INVESTOR_ID, SAMPLE_PROJECT_ID } from '../sample-ids';
import { lead, leadPage, partyLeads } from './lead.schemas';

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
      description: 'Leads that changed at this instant or later.',
      examples: ['2026-11-01T00:00:00Z'],
    }),
  model: z.string().min(1).max(100).optional().meta({ description: 'Ranked by this version of the model.' }),
};

export const listLeads = endpoint({
  id: 'listLeads',
  method: 'GET',
  path: 'leads',
  tag: 'leads',
  access: 'leads:read',
  summary: 'The leads of your city',
  description:
    'The pages show the leads that stood when the first was read and have not changed since, each once. A lead that changes meanwhile is left out: ask for it by `changedSince`.',
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

const query = z.object({ reasons: reasonsDepth('full'), limit: pageLimit(30), cursor: pageCursor });

export const listProjectLeads = endpoint({
  id: 'listProjectLeads',
  method: 'GET',
  path: 'projects/:id/leads',
  tag: 'leads',
  access: 'leads:read',
  summary: 'The ranked investors of a project',
  params: z.object({ id: idParam(SAMPLE_PROJECT_ID) }),
  query,
  answers: { 200: { description: 'The best leads first.', schema: partyLeads } },
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
  answers: { 200: { description: 'The best leads first.', schema: partyLeads } },
  problems: [404],
  example: { query: { limit: 3 } },
});
