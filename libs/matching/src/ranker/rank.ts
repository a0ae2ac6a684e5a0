import { type Scored } from './scored';

/** Best first; equal scores in the order of the ids of the party that is ranked. */
export function rank<One extends Pick<Scored, 'investorId' | 'projectId' | 'score'>>(
  scored: readonly One[],
  ranked: 'investors' | 'projects',
): One[] {
  const idOf = (one: One) => (ranked === 'investors' ? one.investorId : one.projectId);
  return [...scored].sort(
    (a, b) => b.score - a.score || (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : 0),
  );
}
