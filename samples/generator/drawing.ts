import { DAY_MS, type Random } from '@bole/kernel';

/** Draws from one source of randomness, so that a seed fixes all of it. */
export class Drawing {
  constructor(private readonly random: Random) {}

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.random() < probability;
  }

  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  /** A whole multiple of `step` from about `least` to about `most`. */
  round([least, most]: readonly [number, number], step: number): number {
    return Math.max(step, Math.round((least + this.random() * (most - least)) / step) * step);
  }

  one<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new RangeError('Nothing to draw from');
    return item;
  }

  /** `count` different items, in the order of the list. */
  some<Item>(items: readonly Item[], count: number): Item[] {
    const left = items.map((item, at) => ({ item, at, order: this.random() }));
    return left.sort((a, b) => a.order - b.order).slice(0, count).sort((a, b) => a.at - b.at).map(({ item }) => item); // prettier-ignore
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, order: this.random() }))
      .sort((a, b) => a.order - b.order)
      .map(({ item }) => item);
  }

  /** One of the items, by weight. */
  weighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item {
    let left = this.random() * items.reduce((total, [, weight]) => total + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    throw new RangeError('Nothing to draw from');
  }
}

/** The calendar date `days` after `from`, e.g. `2026-03-01`. */
export function dayAfter(from: string, days: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
