/** Ids by the sum of their votes, most first, ties by id. Votes are summed in the order given, so the same votes give the same order. */
export function ranked(votes: readonly (readonly [id: string, weight: number])[], most: number): string[] {
  const sums = new Map<string, number>();
  for (const [id, weight] of votes) sums.set(id, (sums.get(id) ?? 0) + weight);
  return [...sums]
    .sort(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1))
    .slice(0, most)
    .map(([id]) => id);
}
