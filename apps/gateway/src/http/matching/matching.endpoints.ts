import { z } from 'zod';
import { endpoint, idParam } from '../endpoint';
import { SAMPLE_INVESTOR_ID } from '../sample-ids';
import {
  comparedInvestor,
  givenInvestor,
  givenProject,
  matchedInvestors,
  matchedProjects,
} from './matching.schemas';

export const matchInvestors = endpoint({
  id: 'matchInvestors',
  method: 'POST',
  path: 'match/investors',
  tag: 'matching',
  access: 'matching:run',
  summary: 'Rank investors for a project that need not be kept',
  description: 'By the same road as kept projects take. Nothing is kept of what is asked.',
  body: givenProject,
  answers: { 200: { description: 'The ranking, with reasons.', schema: matchedInvestors } },
});

export const matchProjects = endpoint({
  id: 'matchProjects',
  method: 'POST',
  path: 'match/projects',
  tag: 'matching',
  access: 'matching:run',
  summary: 'Rank projects for an investor that need not be kept',
  description:
    'Over the projects that you may see; those of other cities are ranked by fit alone. Nothing is kept of what is asked.',
  body: givenInvestor,
  answers: { 200: { description: 'The ranking, with reasons.', schema: matchedProjects } },
});

export const compareInvestor = endpoint({
  id: 'compareInvestor',
  method: 'GET',
  path: 'investors/:id/compare',
  tag: 'matching',
  access: 'matching:run',
  summary: 'One investor across the cities of a cluster',
  description:
    'Each city’s best project for the investor, of those that you may see. What passed between the investor and another city counts for nothing here.',
  params: z.object({ id: idParam(SAMPLE_INVESTOR_ID) }),
  query: z.object({
    cluster: z
      .string()
      .min(2)
      .max(40)
      .optional()
      .meta({ description: 'A cluster that your city belongs to; all of them unless given.' }),
  }),
  answers: { 200: { description: 'The cities, the best fit first.', schema: comparedInvestor } },
  problems: [404],
});
