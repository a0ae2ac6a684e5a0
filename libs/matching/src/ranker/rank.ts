import { type Scored } from './scored';

/** Best first; equal scores in the order of the ids of the party that is ranked. */
export function rank(scored: readonly Scored[], ranked: 'investors' | 'projects'): Scored[] {
  const idOf = (one: Scored) => (ranked === 'investors' ? one.investorId : one.projectId);
  return [...scored].sort(
    (a, b) => b.score - a.score || (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : 0),
  );
}
