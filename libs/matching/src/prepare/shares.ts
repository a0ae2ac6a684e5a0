import { type Shares, type Tally } from './prepared';

/** One project or deal that counts towards `keys`, and the signal that it rests on. */
export interface Entry {
  readonly keys: readonly string[];
  readonly weight: number;
  readonly signalId: string;
}

const EVIDENCE = 3;

/** Adds up `entries` by key, in their order. Entries without keys are unknown and count nowhere, not even in the total. */
export function sharesOf(entries: readonly Entry[]): Shares {
  const byKey = new Map<string, Entry[]>();
  let total = 0;
  for (const entry of entries) {
    if (entry.keys.length === 0) continue;
    total += entry.weight;
    for (const key of entry.keys) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [entry]);
      else list.push(entry);
    }
  }
  return { total, byKey: new Map([...byKey].map(([key, list]) => [key, tallyOf(list)])) };
}

/**
 * The share of a key in [0, 1), with one project of doubt: weight / (total + 1). So one deal alone is no specialism,
 * and a taste that has not been shown for long fades towards none.
 */
export function shareOf(shares: Shares, key: string): number {
  return (shares.byKey.get(key)?.weight ?? 0) / (shares.total + 1);
}

function tallyOf(entries: readonly Entry[]): Tally {
  let weight = 0;
  for (const entry of entries) weight += entry.weight;
  const evidence = [...entries].sort(heaviestFirst).slice(0, EVIDENCE);
  return { weight, projects: entries.length, evidence: evidence.map((entry) => entry.signalId) };
}

function heaviestFirst(a: Entry, b: Entry): number {
  return b.weight - a.weight || (a.signalId < b.signalId ? -1 : 1);
}
