import { likenesses } from './likeness';
import { type Entering, type PastEntries, pastEntries, pastEntry } from './past-entries';
import { type PreparedProject } from './prepared';

/** Deals of a market, laid out to find those who make deals like a project. */
export interface MarketEntries {
  readonly entries: PastEntries;
  /** By place in `entries`. */
  readonly investorIds: readonly string[];
}

/** `deals` in order of time, none after `asOf`. */
export function marketEntries(
  deals: readonly (Entering & { readonly investorId: string })[],
  asOf: Date,
): MarketEntries {
  return {
    entries: pastEntries(deals.map(pastEntry), [], asOf.getTime()),
    investorIds: deals.map(({ investorId }) => investorId),
  };
}

/** How much each investor has done that is like a project: a sum of likenesses, as the feature `similar-deals` takes it. */
export function investorsByLikeness(
  { wanted }: PreparedProject,
  { entries, investorIds }: MarketEntries,
): Map<string, number> {
  const sums = new Map<string, number>();
  likenesses(wanted, entries).forEach((likeness, at) => {
    const id = investorIds[at] ?? '';
    sums.set(id, (sums.get(id) ?? 0) + likeness);
  });
  return sums;
}
