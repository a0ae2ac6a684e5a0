/** As the askers of the matrix, who are of Suzhou, see a city: Wuxi shares a cluster with it, Foshan does not. */
export const PLACES = { own: '320500', cluster: '320200', foreign: '440600' } as const;
export type Place = keyof typeof PLACES;

/** Stands in every text that one city keeps to itself, so that it can be looked for in any answer. */
export function markOf(place: Place, what: string): string {
  return `only-${PLACES[place]}-${what}`;
}
