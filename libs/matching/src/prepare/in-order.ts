interface Happened {
  readonly occurredAt: number;
  readonly signalId: string;
}

/**
 * What had happened by `asOf`, in the one order in which it is added up: by time, then by id. So neither the order of
 * arrival nor what is later than `asOf` changes a digit.
 */
export function inOrder<Item extends Happened>(items: readonly Item[], asOf: number): Item[] {
  return items.filter((item) => item.occurredAt <= asOf).sort(byTimeAndId);
}

export function byTimeAndId(a: Happened, b: Happened): number {
  return a.occurredAt - b.occurredAt || (a.signalId < b.signalId ? -1 : a.signalId > b.signalId ? 1 : 0);
}
