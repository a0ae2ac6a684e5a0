import { contentHash } from '@bole/kernel';

/** How somebody came onto a list, where it was not certain. */
export interface Chance {
  /** Drawn from those who rank below the list's end, to learn how they do. */
  readonly explored: boolean;
  /** The chance with which this one stands on the list, over all draws of it; above 0, below or at 1. */
  readonly probability: number;
}

export interface DrawnList<Item> {
  /** In the order of the ranking. */
  readonly items: readonly Item[];
  /** By id; whoever stands there for certain has none. */
  readonly chances: ReadonlyMap<string, Chance>;
}

export interface Draw<Item> {
  /** Whoever may stand on the list, best first. */
  readonly ranked: readonly Item[];
  readonly idOf: (item: Item) => string;
  /** The places of the list. */
  readonly places: number;
  /** Whoever keeps the place that it has: officers pinned it. */
  readonly certain: (item: Item) => boolean;
  /** The chance with which a place is given away, 0 to 0.2. */
  readonly share: number;
  /** The same seed and ranking give the same list. */
  readonly seed: readonly (string | number)[];
}

/** The best are called first and count most, so that nobody is drawn into their places. */
const ALWAYS_BEST = 3;

/**
 * Gives each place of a list, below the first three, with the chance `share` to somebody who ranks below its end, drawn
 * with equal chances; where they are fewer than such places, some places, drawn with equal chances, keep who ranks there.
 * The chances are exact, so that what is learned from such a list can be corrected for who was shown (inverse propensity
 * weighting: Joachims, Swaminathan & Schnabel, "Unbiased Learning-to-Rank with Biased Feedback", WSDM 2017).
 */
export function drawList<Item>({ ranked, idOf, places, certain, share, seed }: Draw<Item>): DrawnList<Item> {
  const best = ranked.slice(0, places);
  const open = best.slice(ALWAYS_BEST).filter((item) => !certain(item));
  const below = ranked.slice(places).filter((item) => !certain(item));
  if (share === 0 || open.length === 0 || below.length === 0) return { items: best, chances: new Map() };

  const unit = (what: string, id: string | number) => unitOf([...seed, what, id]);
  const givenAway = open.filter((_, place) => unit('place', place) < share);
  const left = new Set(lowest(givenAway, (item) => unit('few', idOf(item)), below.length));
  const drawn = new Set(lowest(below, (item) => unit('item', idOf(item)), left.size));
  const expected = expectedDraws(open.length, share, below.length);
  const stays = { explored: false, probability: 1 - expected / open.length };
  const comes = { explored: true, probability: expected / below.length };
  return {
    items: ranked.filter((item, place) => (place < places ? !left.has(item) : drawn.has(item))),
    chances: new Map([
      ...open.filter((item) => !left.has(item)).map((item) => [idOf(item), stays] as const),
      ...[...drawn].map((item) => [idOf(item), comes] as const),
    ]),
  };
}

/** A number from 0 to below 1 that follows from the key as if drawn. */
function unitOf(key: readonly (string | number)[]): number {
  return Number.parseInt(contentHash(key).slice(0, 13), 16) / 2 ** 52;
}

function lowest<Item>(items: readonly Item[], numberOf: (item: Item) => number, most: number): Item[] {
  if (most === 0) return [];
  return items
    .map((item) => ({ item, number: numberOf(item) }))
    .sort((a, b) => a.number - b.number)
    .slice(0, most)
    .map(({ item }) => item);
}

/** How many of `places`, each taken with the chance `share`, are taken on average, when at most `most` can be. */
function expectedDraws(places: number, share: number, most: number): number {
  if (most >= places) return places * share;
  // Of the binomial distribution: the chance of one more follows from the chance of one less.
  let chance = (1 - share) ** places;
  let expected = 0;
  for (let taken = 1; taken <= places; taken++) {
    chance *= ((places - taken + 1) / taken) * (share / (1 - share));
    expected += Math.min(taken, most) * chance;
  }
  return expected;
}
