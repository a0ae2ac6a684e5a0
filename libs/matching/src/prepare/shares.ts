import { firstOf, hashOf, type Key, keyTable } from './keys';
import { type Shares, type Tally } from './prepared';

/** One project or deal that counts towards `keys`, and the signal that it rests on. */
export interface Entry {
  readonly keys: readonly string[];
  readonly weight: number;
  readonly signalId: string;
}

const EVIDENCE = 3;

/**
 * Adds up `entries` by key. They must be in order of time: then the sums are the same to the last digit, and the latest
 * weigh most. Entries without keys are unknown and count nowhere, not even in the total.
 */
export function sharesOf(entries: readonly Entry[]): Shares {
  const byKey = new Map<string, Growing>();
  let total = 0;
  for (const { keys, weight, signalId } of entries) {
    if (keys.length > 0) total += weight;
    for (const key of keys) {
      const tally = byKey.get(key);
      if (tally === undefined) byKey.set(key, { weight, projects: 1, evidence: [signalId] });
      else add(tally, weight, signalId);
    }
  }
  const table = keyTable([...byKey].map(([key, { weight, projects }]) => [hashOf(key), weight, projects]));
  return { total, byKey, table };
}

/**
 * The share of a key in [0, 1), with one project of doubt: weight / (total + 1). So one deal alone is no specialism,
 * and a taste that has not been shown for long fades towards none.
 */
export function shareOf(shares: Shares, { hash }: Pick<Key, 'hash'>): number {
  return firstOf(shares.table, hash) / (shares.total + 1);
}

type Growing = { -readonly [Name in keyof Omit<Tally, 'evidence'>]: Tally[Name] } & {
  readonly evidence: string[];
};

function add(tally: Growing, weight: number, signalId: string): void {
  tally.weight += weight;
  tally.projects += 1;
  tally.evidence.unshift(signalId);
  if (tally.evidence.length > EVIDENCE) tally.evidence.pop();
}
