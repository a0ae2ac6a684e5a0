/**
 * How many requests a gateway takes from a shared limit at once, so that it need not ask the database for each. A limit is
 * never exceeded, over any number of gateways: what is taken is counted before it is used. The price is that a gateway may
 * hold up to a lot that another could have used, and that the day's count runs ahead of the truth by as much.
 */
export function lotOf(limit: number): number {
  return Math.min(Math.max(Math.floor(limit / 20), 1), 100);
}
