/** Something that deals are counted by, such as an industry, a place or a word, ready to be looked up often. */
export interface Key {
  readonly text: string;
  readonly hash: number;
}

export function keyOf(text: string): Key {
  return { text, hash: hashOf(text) };
}

/**
 * 53 bits of a text, above 0. Of 100,000 texts two share one with a chance of one in two million; comparing numbers that lie side
 * by side is what most of scoring does. Two FNV-1a (Fowler, Noll and Vo 1991) of different primes, side by side.
 */
export function hashOf(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  // The upper bits know more of the text than the lower ones, by which a table is entered.
  low ^= low >>> 15;
  high ^= high >>> 13;
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0) + 1;
}

/** Two numbers by key, laid out in one array: an open hash table, at most half full. */
export type KeyTable = Float64Array;

const WIDTH = 3;
const FREE = 0;

/** `entries`: a hash, and the two numbers that belong to it. No hash comes twice. */
export function keyTable(
  entries: readonly (readonly [hash: number, first: number, second: number])[],
): KeyTable {
  let places = 2;
  while (places < 2 * entries.length) places *= 2;
  const table = new Float64Array(WIDTH * places);
  for (const entry of entries) {
    let at = placeOf(entry[0], places);
    while (table[at] !== FREE) at = next(at, table.length);
    table.set(entry, at);
  }
  return table;
}

/** The first number of a key, 0 for one that is not there. */
export function firstOf(table: KeyTable, hash: number): number {
  return table[find(table, hash) + 1] ?? 0;
}

/** The second number of a key, 0 for one that is not there. */
export function secondOf(table: KeyTable, hash: number): number {
  return table[find(table, hash) + 2] ?? 0;
}

/** Where the key is, or the free place where it would be, whose numbers are 0. */
function find(table: KeyTable, hash: number): number {
  const length = table.length;
  let at = placeOf(hash, length / WIDTH);
  for (;;) {
    const there = table[at];
    if (there === hash || there === FREE) return at;
    at = next(at, length);
  }
}

function placeOf(hash: number, places: number): number {
  return WIDTH * (hash & (places - 1));
}

function next(at: number, length: number): number {
  return at + WIDTH === length ? 0 : at + WIDTH;
}
