import { DAY_MS } from '@bole/kernel';
import { type ProjectFacts } from '../facts/facts';
import { placeKeys } from '../facts/place-facts';
import { type Deed, type InvestorDeed } from '../records/records';
import { DAYS_PER_MONTH, decayed, HALF_LIFE_DAYS } from './decay';
import { type Amounts, type LogAmount, type RevealedProfile } from './prepared';
import { firstDeeds, type PastEntries, pastEntries, pastEntry } from './past-entries';
import { type Entry, sharesOf } from './shares';

/**
 * The taste that `deeds` (in order of time, none after `asOf`) reveal. A project counts once, by its latest deed: signing,
 * funds, start and production are steps of one decision. Undefined for no deeds.
 */
export function revealedProfile(deeds: readonly InvestorDeed[], asOf: number): RevealedProfile | undefined {
  const [firstDeed, lastDeed] = [deeds[0], deeds.at(-1)];
  if (firstDeed === undefined || lastDeed === undefined) return undefined;
  const latest = latestBy(deeds, (deed) => deed.projectId);
  const entries = (halfLifeDays: number, keysOf: (project: ProjectFacts) => readonly string[]): Entry[] =>
    latest.map((deed) => ({
      keys: deed.project === undefined ? [] : keysOf(deed.project),
      weight: decayed(deed.occurredAt, asOf, halfLifeDays),
      signalId: deed.signalId,
    }));
  const past = entriesOf(deeds, asOf);
  const keywords = sharesOf(entries(HALF_LIFE_DAYS.keyword, (project) => project.keywords));
  return {
    industries: sharesOf(entries(HALF_LIFE_DAYS.industry, (project) => project.industries.grains)),
    places: sharesOf(entries(HALF_LIFE_DAYS.place, (project) => placeKeys(project.place))),
    keywords,
    keywordNorm: Math.sqrt(
      [...keywords.byKey.values()].reduce((sum, tally) => sum + tally.weight * tally.weight, 0),
    ),
    stages: sharesOf(stageEntries(deeds, asOf, HALF_LIFE_DAYS.stage)),
    recent: {
      industries: sharesOf(entries(HALF_LIFE_DAYS.recent, (project) => project.industries.codes.slice(0, 1))),
      places: sharesOf(entries(HALF_LIFE_DAYS.recent, (project) => placeKeys(project.place))),
      stages: sharesOf(stageEntries(deeds, asOf, HALF_LIFE_DAYS.recent)),
    },
    logAmount: logAmountOf(deeds),
    entries: past,
    amounts: amountsOf(past, asOf),
    projects: new Set(latest.map((deed) => deed.projectId)),
    counts: {
      all: latest.length,
      last24Months: since(latest, asOf, 24),
      last12Months: since(latest, asOf, 12),
    },
    firstDeed,
    lastDeed,
    years: (asOf - firstDeed.occurredAt) / (DAY_MS * 365.25),
    monthsSinceLast: (asOf - lastDeed.occurredAt) / (DAY_MS * DAYS_PER_MONTH),
    latestIds: latest
      .slice(-3)
      .reverse()
      .map((deed) => deed.signalId),
  };
}

function entriesOf(deeds: readonly InvestorDeed[], asOf: number): PastEntries {
  const first = firstDeeds(deeds);
  return pastEntries(
    first.map(pastEntry),
    first.map(({ signalId }) => signalId),
    asOf,
  );
}

function amountsOf({ all }: PastEntries, asOf: number): Amounts {
  const known = all.filter(({ logAmount }) => logAmount !== undefined);
  const weights = Float64Array.from(known, ({ occurredAt }) =>
    decayed(occurredAt, asOf, HALF_LIFE_DAYS.amount),
  );
  return {
    logs: Float64Array.from(known, ({ logAmount }) => logAmount ?? 0),
    weights,
    total: weights.reduce((sum, weight) => sum + weight, 0),
  };
}

/** One entry for every round of a project. */
function stageEntries(deeds: readonly Deed[], asOf: number, halfLifeDays: number): Entry[] {
  const rounds = latestBy(
    deeds.filter((deed) => deed.fundingStage !== undefined),
    (deed) => `${deed.projectId} ${deed.fundingStage ?? ''}`,
  );
  return rounds.map((deed) => ({
    keys: deed.fundingStage === undefined ? [] : [deed.fundingStage],
    weight: decayed(deed.occurredAt, asOf, halfLifeDays),
    signalId: deed.signalId,
  }));
}

/** What an investor with few known amounts is taken to be besides: this many deals that spread by a factor of about three. */
const PRIOR_DEALS = 2;
const PRIOR_SD = 0.5;

/** Mean and spread of log10 of the amounts of signed deals; of later steps only where no signing is known, as they repeat its amount. */
function logAmountOf(deeds: readonly Deed[]): LogAmount | undefined {
  const known = deeds.filter((deed) => deed.amountCny !== undefined && deed.amountCny > 0);
  const signed = new Set(known.filter((deed) => deed.kind === 'signing').map((deed) => deed.projectId));
  const later = known.filter((deed) => !signed.has(deed.projectId));
  const deals = [
    ...known.filter((deed) => deed.kind === 'signing'),
    ...latestBy(later, (deed) => deed.projectId),
  ];
  if (deals.length === 0) return undefined;
  const logs = deals.map((deed) => Math.log10(deed.amountCny ?? 1));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const squares = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0);
  const sd = Math.sqrt((squares + PRIOR_DEALS * PRIOR_SD ** 2) / (logs.length + PRIOR_DEALS));
  const evidence = deals.slice(-3).reverse();
  return { deals: deals.length, mean, sd, evidence: evidence.map((deed) => deed.signalId) };
}

/** The last of `items` for every key, in their order of time. */
function latestBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const last = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    last.delete(key);
    last.set(key, item);
  }
  return [...last.values()];
}

/** How many of `deeds` are of the `months` calendar months before `asOf`. */
function since(deeds: readonly Deed[], asOf: number, months: number): number {
  const from = new Date(asOf);
  from.setUTCMonth(from.getUTCMonth() - months);
  return deeds.filter((deed) => deed.occurredAt > from.getTime()).length;
}
