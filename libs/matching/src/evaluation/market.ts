import { type ProjectFacts } from '../facts/facts';
import { type Background, backgroundOf } from '../prepare/background';
import { prepareInvestor } from '../prepare/prepare-investor';
import { prepareProject } from '../prepare/prepare-project';
import { type PreparedInvestor, type PreparedProject } from '../prepare/prepared';
import { type Deed, type Holding, type InvestorDeed, type ProjectRecord } from '../records/records';
import { type DealHistory } from './deal-history';
import { type Ask, type Split } from './split';

/** The two sides of a split as of its cutoff, prepared as a live match prepares them. In the order of the split's lists. */
export interface Market {
  readonly asOf: Date;
  readonly past: readonly Deed[];
  /** Of all projects of the history, those of the past included. */
  readonly facts: ReadonlyMap<string, ProjectFacts>;
  readonly background: Background | undefined;
  readonly investors: readonly PreparedInvestor[];
  /** What the projects were prepared from. */
  readonly records: readonly ProjectRecord[];
  readonly projects: readonly PreparedProject[];
}

/**
 * Projects are prepared for a model with this background; unless given, with that of the past itself. Throws a RangeError where
 * the history lacks somebody who deals in it.
 */
export function marketOf(
  history: DealHistory,
  split: Split,
  background: Background | undefined = backgroundOfPast(history, split.past),
): Market {
  const { cutoff, past } = split;
  const deedsOf = groupBy(past, ({ investorId }) => investorId);
  const deedsIn = groupBy(past, ({ projectId }) => projectId);
  const holdings = new Map([...deedsOf].map(([id, deeds]) => [id, holdingsOf(deeds)]));
  const projectOf = (id: string) => known(history.projects, id);
  const investors = split.investors.map((id) => {
    const deeds = (deedsOf.get(id) ?? []).map((deed): InvestorDeed => ({
      ...deed,
      project: history.projects.get(deed.projectId),
    }));
    return prepareInvestor({ facts: known(history.investors, id), deeds, touches: [] }, cutoff);
  });
  const records = split.projects.map(({ id, ask }): ProjectRecord => {
    const deeds = deedsIn.get(id) ?? [];
    const backers = [...new Set(deeds.map(({ investorId }) => investorId))];
    return {
      facts: asking(projectOf(id), ask),
      deeds,
      holdings: backers.flatMap((backer) => holdings.get(backer) ?? []),
    };
  });
  const projects = records.map((record) => prepareProject(record, cutoff, background));
  return { asOf: cutoff, past, facts: history.projects, background, investors, records, projects };
}

/** What was usual in these deeds. */
export function backgroundOfPast(history: DealHistory, past: readonly Deed[]): Background {
  return backgroundOf(past.map((deed) => ({ ...deed, project: history.projects.get(deed.projectId) })));
}

/** The same market, its projects prepared for a model with another background, or with none. */
export function withBackground(market: Market, background: Background | undefined): Market {
  if (background === market.background) return market;
  const projects = market.records.map((record) => prepareProject(record, market.asOf, background));
  return { ...market, background, projects };
}

function asking(facts: ProjectFacts, { stage, amountCny }: Ask): ProjectFacts {
  return {
    ...facts,
    ...(stage === undefined ? {} : { fundingStage: stage }),
    ...(amountCny === undefined ? {} : { capexCny: { min: amountCny, max: amountCny } }),
  };
}

/** The first deed of one investor in each of its projects. */
function holdingsOf(deeds: readonly Deed[]): Holding[] {
  const first = new Map<string, Holding>();
  for (const { investorId, projectId, occurredAt } of deeds)
    if (!first.has(projectId)) first.set(projectId, { investorId, projectId, since: occurredAt });
  return [...first.values()];
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function known<Facts>(facts: ReadonlyMap<string, Facts>, id: string): Facts {
  const found = facts.get(id);
  if (found === undefined) throw new RangeError(`The history has deeds of ${id}, but not its profile.`);
  return found;
}
