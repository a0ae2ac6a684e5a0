import { z } from 'zod';
import { endpoint } from '../endpoint';
import { SAMPLE_INVESTOR_ID, SAMPLE_PROJECT_ID } from '../sample-ids';
import { idParam, pageLimit } from '../endpoint/page-fields';
import { leadList } from './lead.schemas';

const query = z.object({ limit: pageLimit(30) });
const answers = { 200: { description: 'The best leads, with their reasons.', schema: leadList } } as const;

export const listProjectLeads = endpoint({
  id: 'listProjectLeads',
  method: 'GET',
  path: 'projects/:id/leads',
  tag: 'leads',
  access: 'leads:read',
  summary: 'The ranked investors of a project',
  params: z.object({ id: idParam(SAMPLE_PROJECT_ID) }),
  query,
  answers,
  problems: [404],
});

export const listInvestorLeads = endpoint({
  id: 'listInvestorLeads',
  method: 'GET',
  path: 'investors/:id/leads',
  tag: 'leads',
  access: 'leads:read',
  summary: 'The ranked projects of an investor',
  params: z.object({ id: idParam(SAMPLE_INVESTOR_ID) }),
  query,
  answers,
  problems: [404],
});
