import { z } from 'zod';
import { endpoint } from '../endpoint';
import { SAMPLE_INVESTOR_ID, SAMPLE_PROJECT_ID } from '../sample-ids';
import { idParam, pageCursor, pageLimit } from '../endpoint/page-fields';
import {
  investorPage,
  investorSubmission,
  keptInvestor,
  keptProject,
  projectPage,
  projectSubmission,
  submitted,
} from './profile.schemas';

const finding = z.object({
  limit: pageLimit(50),
  cursor: pageCursor,
  q: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .meta({
      description: 'Finds by name (Chinese, pinyin, English) and text, best first, on one page.',
      examples: ['储能'],
    }),
});

const ACCEPTED = 'Kept: the profile is on the log, and will be read, matched and ranked.';

export const submitInvestor = endpoint({
  id: 'submitInvestor',
  method: 'POST',
  path: 'investors',
  tag: 'investors',
  access: 'investors:write',
  summary: 'Submit an investor, new or changed',
  body: investorSubmission,
  answers: { 202: { description: ACCEPTED, schema: submitted } },
  idempotent: true,
});

export const listInvestors = endpoint({
  id: 'listInvestors',
  method: 'GET',
  path: 'investors',
  tag: 'investors',
  access: 'investors:read',
  summary: 'List or find investors',
  query: finding,
  answers: { 200: { description: 'One page.', schema: investorPage } },
  example: { query: { limit: 3 } },
});

export const getInvestor = endpoint({
  id: 'getInvestor',
  method: 'GET',
  path: 'investors/:id',
  tag: 'investors',
  access: 'investors:read',
  summary: 'One investor',
  params: z.object({ id: idParam(SAMPLE_INVESTOR_ID) }),
  answers: { 200: { description: 'The investor as Bole keeps it.', schema: keptInvestor } },
  problems: [404],
});

export const submitProject = endpoint({
  id: 'submitProject',
  method: 'POST',
  path: 'projects',
  tag: 'projects',
  access: 'projects:write',
  summary: 'Submit a city project, new or changed',
  body: projectSubmission,
  answers: { 202: { description: ACCEPTED, schema: submitted } },
  idempotent: true,
});

export const listProjects = endpoint({
  id: 'listProjects',
  method: 'GET',
  path: 'projects',
  tag: 'projects',
  access: 'projects:read',
  summary: 'List or find projects',
  query: finding,
  answers: { 200: { description: 'One page.', schema: projectPage } },
  example: { query: { limit: 3, q: '储能' } },
});

export const getProject = endpoint({
  id: 'getProject',
  method: 'GET',
  path: 'projects/:id',
  tag: 'projects',
  access: 'projects:read',
  summary: 'One project',
  params: z.object({ id: idParam(SAMPLE_PROJECT_ID) }),
  answers: { 200: { description: 'The project as Bole keeps it.', schema: keptProject } },
  problems: [404],
});
