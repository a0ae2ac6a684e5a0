import { firstOf, type Key } from '../prepare/keys';
import { type Shares } from '../prepare/prepared';
import { type Text } from './feature';

/** What an investor does of something, and what of it is usual. */
export interface Compared {
  readonly shares: Shares | undefined;
  readonly key: Key | undefined;
  /** Share of the market's deals, above 0. */
  readonly usual: number | undefined;
  /** The key of the wider thing among which both are shares; of all where undefined. */
  readonly among?: Key | undefined;
}

/** So many deals at the usual share are added to the investor's own: few deals are no habit. */
const DOUBT = 2;

/** The natural logarithm of how many times as often as usual; undefined where either side is not known. */
export function liftOf({ shares, key, usual, among }: Compared): number | undefined {
  if (shares === undefined || shares.total === 0 || key === undefined || usual === undefined)
    return undefined;
  const total = among === undefined ? shares.total : firstOf(shares.table, among.hash);
  const own = firstOf(shares.table, key.hash);
  return Math.log((own + DOUBT * usual) / (total + DOUBT) / usual);
}

/** `是市场平均的 3.2 倍`, `3.2 times the market's share`. */
export function timesText(lift: number): Text {
  const times = Math.exp(lift);
  const said = times >= 10 ? times.toFixed(0) : times.toFixed(1);
  return { zh: `是市场平均的 ${said} 倍`, en: `${said} times the market's share` };
}
