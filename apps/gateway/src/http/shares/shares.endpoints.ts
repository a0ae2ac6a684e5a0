import { adviserListSchema, shareListSchema, shareSchema } from '@bole/access';
import { z } from 'zod';
import { endpoint, idParam, pageCursor, pageLimit } from '../endpoint';
import { SAMPLE_PROJECT_ID } from '../sample-ids';

const project = z.object({ id: idParam(SAMPLE_PROJECT_ID) });
const share = project.extend({ personId: idParam('per_0123456789abcdefghjk') });

export const listAdvisers = endpoint({
  id: 'listAdvisers',
  method: 'GET',
  path: 'advisers',
  tag: 'notes',
  access: 'shares:write',
  summary: 'The expert advisers of your city, to whom a project can be shown',
  query: z.object({ limit: pageLimit(50), cursor: pageCursor }),
  answers: { 200: { description: 'One page.', schema: adviserListSchema } },
});

export const listShares = endpoint({
  id: 'listShares',
  method: 'GET',
  path: 'projects/:id/shares',
  tag: 'notes',
  access: 'shares:write',
  summary: 'The expert advisers who see a project',
  params: project,
  query: z.object({ limit: pageLimit(50), cursor: pageCursor }),
  answers: { 200: { description: 'One page.', schema: shareListSchema } },
  problems: [404],
});

export const shareProject = endpoint({
  id: 'shareProject',
  method: 'PUT',
  path: 'projects/:id/shares/:personId',
  tag: 'notes',
  access: 'shares:write',
  summary: 'Show a project to an expert adviser of your city',
  description: 'It sees the project, its leads, and the notes that are for advisers. Again changes nothing.',
  params: share,
  answers: { 200: { description: 'It is shown.', schema: shareSchema } },
  problems: [404, 409],
});

export const unshareProject = endpoint({
  id: 'unshareProject',
  method: 'DELETE',
  path: 'projects/:id/shares/:personId',
  tag: 'notes',
  access: 'shares:write',
  summary: 'Show a project to an expert adviser no longer',
  params: share,
  answers: { 204: { description: 'It is not shown any more.' } },
  problems: [404],
});
