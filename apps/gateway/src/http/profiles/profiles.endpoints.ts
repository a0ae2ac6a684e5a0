import { z } from 'zod';
import { endpoint, idParam } from '../endpoint';
import { SAMPLE_INVESTOR_ID, SAMPLE_PROJECT_ID } from '../sample-ids';
import { BULK_BYTES, submitted, submittedProfiles, WAITING } from '../submission/submission.schemas';
import { investorFilters, projectFilters } from './profile-filters';
import {
  editPending,
  investorFields,
  investorPage,
  investorsBulk,
  investorSubmission,
  keptInvestor,
  keptProject,
  projectFields,
  projectPage,
  projectsBulk,
  projectSubmission,
} from './profile.schemas';

const submissionAnswers = {
  200: { description: 'What became of it is known.', schema: submitted },
  202: { description: 'Taken, and on its way.', schema: submitted },
} as const;
const bulkAnswers = {
  202: { description: 'What is right is taken, and on its way.', schema: submittedProfiles },
} as const;
const PAGES =
  'The pages show the profiles that stood when the first was read and have not changed since, each once; what changes meanwhile is found by `updatedSince`.';
const EDITING =
  'The whole profile is replaced, if it is still at the revision that If-Match names. An owner’s record that comes later, under a higher version than the edit’s (the milliseconds of its instant), counts again in its place.';

export const submitInvestor = endpoint({
  id: 'submitInvestor',
  method: 'POST',
  path: 'investors',
  tag: 'investors',
  access: 'investors:write',
  summary: 'Submit an investor, new or changed',
  description: WAITING,
  body: investorSubmission,
  answers: submissionAnswers,
  prefersWait: true,
  idempotent: true,
  audit: {
    action: 'investor.submitted',
    object: (_input, answer) => ({ kind: 'investor', id: answer.profileId }),
  },
});

export const submitInvestors = endpoint({
  id: 'submitInvestors',
  method: 'POST',
  path: 'investors/bulk',
  tag: 'investors',
  access: 'investors:write',
  summary: 'Submit up to 500 investors',
  body: investorsBulk,
  bodyBytes: BULK_BYTES,
  ndjson: true,
  answers: bulkAnswers,
  idempotent: true,
  audit: { action: 'investor.submitted-in-bulk', object: () => ({ kind: 'investor', id: 'bulk' }) },
});

export const listInvestors = endpoint({
  id: 'listInvestors',
  method: 'GET',
  path: 'investors',
  tag: 'investors',
  access: 'investors:read',
  summary: 'List or find investors',
  description: PAGES,
  query: investorFilters,
  answers: { 200: { description: 'One page.', schema: investorPage } },
  example: { query: { limit: 3, industry: 'C38' } },
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

export const editInvestor = endpoint({
  id: 'editInvestor',
  method: 'PUT',
  path: 'investors/:id',
  tag: 'investors',
  access: 'investors:write',
  summary: 'Edit an investor, which all cities share',
  description: `${EDITING} Contacts are edited by themselves.`,
  params: z.object({ id: idParam(SAMPLE_INVESTOR_ID) }),
  body: investorFields,
  ifMatch: 'required',
  answers: {
    200: { description: 'The investor as it is now.', schema: keptInvestor },
    202: { description: 'It takes longer than 5 seconds.', schema: editPending },
  },
  problems: [404],
  audit: { action: 'investor.edited', object: ({ params }) => ({ kind: 'investor', id: params.id }) },
});

export const submitProject = endpoint({
  id: 'submitProject',
  method: 'POST',
  path: 'projects',
  tag: 'projects',
  access: 'projects:write',
  summary: 'Submit a city project, new or changed',
  description: `It lies in your city. ${WAITING}`,
  body: projectSubmission,
  answers: submissionAnswers,
  prefersWait: true,
  idempotent: true,
  audit: {
    action: 'project.submitted',
    object: (_input, answer) => ({ kind: 'project', id: answer.profileId }),
  },
});

export const submitProjects = endpoint({
  id: 'submitProjects',
  method: 'POST',
  path: 'projects/bulk',
  tag: 'projects',
  access: 'projects:write',
  summary: 'Submit up to 500 city projects',
  body: projectsBulk,
  bodyBytes: BULK_BYTES,
  ndjson: true,
  answers: bulkAnswers,
  idempotent: true,
  audit: { action: 'project.submitted-in-bulk', object: () => ({ kind: 'project', id: 'bulk' }) },
});

export const listProjects = endpoint({
  id: 'listProjects',
  method: 'GET',
  path: 'projects',
  tag: 'projects',
  access: 'projects:read',
  summary: 'List or find projects',
  description: PAGES,
  query: projectFilters,
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

export const editProject = endpoint({
  id: 'editProject',
  method: 'PUT',
  path: 'projects/:id',
  tag: 'projects',
  access: 'projects:write',
  summary: 'Edit a project of your city',
  description: EDITING,
  params: z.object({ id: idParam(SAMPLE_PROJECT_ID) }),
  body: projectFields,
  ifMatch: 'required',
  answers: {
    200: { description: 'The project as it is now.', schema: keptProject },
    202: { description: 'It takes longer than 5 seconds.', schema: editPending },
  },
  problems: [404],
  audit: { action: 'project.edited', object: ({ params }) => ({ kind: 'project', id: params.id }) },
});
