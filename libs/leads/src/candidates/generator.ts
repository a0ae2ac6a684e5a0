import { type PreparedInvestor, type PreparedProject } from '@bole/matching';
import { type UnitOfWork } from '@bole/persistence';
import { type SearchEngine } from '@bole/search';
import { type LatestDeals } from './latest-deals';
import { type SegmentActivity } from './segment-activity';

/** What generators ask. */
export interface Sources {
  readonly search: SearchEngine;
  readonly queries: Pick<UnitOfWork, 'query'>;
  readonly segments: SegmentActivity;
  readonly latest: LatestDeals;
}

/** Finds candidates for many parties at once: one list of ids per party, in the parties' order, best first. */
export type Generator<Prepared> = (
  parties: readonly Prepared[],
  asOf: Date,
  sources: Sources,
) => Promise<readonly (readonly string[])[]>;

export interface NamedGenerator<Prepared> {
  readonly name: string;
  readonly generate: Generator<Prepared>;
  /** How many of its list stand in turn with those of others; the rest fill what room is left. All unless given. */
  readonly inTurn?: number;
}

export type InvestorGenerator = NamedGenerator<PreparedProject>;
export type ProjectGenerator = NamedGenerator<PreparedInvestor>;

/** A candidate and the generators that found it, in the registry's order. */
export interface Candidate {
  readonly id: string;
  readonly foundBy: readonly string[];
}

/**
 * The union of all generators' lists, at most `limit` ids per party: every generator's first, then every generator's
 * second, and so on, so that none crowds the others out. What comes out follows from the lists alone.
 */
export async function findCandidates<Prepared>(
  generators: readonly NamedGenerator<Prepared>[],
  parties: readonly Prepared[],
  asOf: Date,
  sources: Sources,
  limit: number,
): Promise<Candidate[][]> {
  const found: { name: string; inTurn: number; lists: readonly (readonly string[])[] }[] = [];
  for (const { name, generate, inTurn = Infinity } of generators)
    found.push({ name, inTurn, lists: await generate(parties, asOf, sources) });
  return parties.map((_party, at) =>
    interleave(
      found.map(({ name, inTurn, lists }) => ({ name, inTurn, ids: lists[at] ?? [] })),
      limit,
    ),
  );
}

export function interleave(
  lists: readonly { readonly name: string; readonly ids: readonly string[]; readonly inTurn?: number }[],
  limit: number,
): Candidate[] {
  const chosen = new Map<string, string[]>();
  const takeInTurn = (parts: readonly (readonly string[])[]): void => {
    const longest = Math.max(0, ...parts.map((ids) => ids.length));
    for (let place = 0; place < longest && chosen.size < limit; place++) {
      for (const ids of parts) {
        const id = ids[place];
        if (id !== undefined && !chosen.has(id) && chosen.size < limit) chosen.set(id, []);
      }
    }
  };
  takeInTurn(lists.map(({ ids, inTurn = Infinity }) => ids.slice(0, inTurn)));
  takeInTurn(lists.map(({ ids, inTurn = Infinity }) => ids.slice(inTurn)));
  for (const { name, ids } of lists) for (const id of ids) chosen.get(id)?.push(name);
  return [...chosen].map(([id, foundBy]) => ({ id, foundBy }));
}
