import { type QueryBus } from '@nestjs/cqrs';
import { type LeadFilter } from '@bole/leads';
import { FindProfileIdsQuery } from '@bole/profiles';
import { type InputOf } from '../endpoint';
import { type listLeads } from './leads.endpoints';

/** Investors and projects that a text may find, of each. */
const MOST_FOUND = 200;

type LeadCuts = Omit<InputOf<typeof listLeads>['query'], 'reasons' | 'sort' | 'limit' | 'cursor'>;

/** The filter that a query asks for, its text looked up. */
export async function leadFilterOf(
  queries: QueryBus,
  { project, investor, q, changedSince, ...cuts }: LeadCuts,
): Promise<LeadFilter> {
  return {
    ...cuts,
    projectId: project,
    investorId: investor,
    among: q === undefined ? undefined : await found(queries, q),
    changedSince: changedSince === undefined ? undefined : new Date(changedSince),
  };
}

async function found(queries: QueryBus, text: string): Promise<LeadFilter['among']> {
  const [projects, investors] = await Promise.all([
    queries.execute(new FindProfileIdsQuery('project', text, MOST_FOUND)),
    queries.execute(new FindProfileIdsQuery('investor', text, MOST_FOUND)),
  ]);
  return { projects, investors };
}
