import { type FundingStage } from '@bole/contracts';
import { type Deed } from '../records/records';
import { type DealHistory } from './deal-history';

/**
 * A history cut at one instant: what a ranking may know, and what it is asked. As the protocol of the ranking benchmark says:
 * investors with enough deals before the cut are ranked, pairs that deal for the first time after it are to be found.
 */
export interface Split {
  readonly cutoff: Date;
  /** Deeds before the cutoff, in order of time. */
  readonly past: readonly Deed[];
  /** Those with enough projects in the past, by id. */
  readonly investors: readonly string[];
  /** Projects with a new investor in the span, by id. */
  readonly projects: readonly SplitProject[];
}

export interface SplitProject {
  readonly id: string;
  /** Whether somebody invested in it before the cutoff. */
  readonly warm: boolean;
  readonly ask: Ask;
  /** Places in `investors` of those who invest in it for the first time in the span. Rising. */
  readonly positives: readonly number[];
  /** Places in `investors` of those who hold it already. Rising. */
  readonly held: readonly number[];
}

/** What the project looks for: of its first deals in the span, as far as it is known. */
export interface Ask {
  readonly stage?: FundingStage;
  readonly amountCny?: number;
}

export interface SplitOptions {
  readonly cutoff: Date;
  /** Exclusive. */
  readonly end: Date;
  /** Projects that an investor must hold to be ranked. */
  readonly leastProjects?: number;
  /** Leaves stage and amount out of what is asked. */
  readonly withoutAsk?: boolean;
  /** The projects that are asked about; all unless given. */
  readonly ofProject?: (id: string) => boolean;
}

export const LEAST_PROJECTS = 5;

export function splitHistory(history: DealHistory, options: SplitOptions): Split {
  const { cutoff, end, leastProjects = LEAST_PROJECTS, withoutAsk = false, ofProject = everyOne } = options;
  const past = history.deeds.filter(({ occurredAt }) => occurredAt < cutoff.getTime());
  const span = history.deeds.filter(
    ({ occurredAt }) => occurredAt >= cutoff.getTime() && occurredAt < end.getTime(),
  );
  const heldBy = projectsByInvestor(past);
  const investors = [...heldBy]
    .filter(([, projects]) => projects.size >= leastProjects)
    .map(([id]) => id)
    .sort();
  const placeOf = new Map(investors.map((id, at) => [id, at]));
  const found = new Map<string, Found>();
  for (const deed of span) {
    const at = placeOf.get(deed.investorId);
    if (at === undefined || !ofProject(deed.projectId)) continue;
    if (heldBy.get(deed.investorId)?.has(deed.projectId) === true) continue;
    const known = found.get(deed.projectId) ?? { positives: new Set<number>() };
    known.positives.add(at);
    known.stage ??= deed.fundingStage;
    known.amountCny ??= deed.amountCny;
    found.set(deed.projectId, known);
  }
  const holders = placesByProject(past, placeOf);
  const funded = new Set(past.map(({ projectId }) => projectId));
  const projects = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { positives, stage, amountCny }]): SplitProject => ({
      id,
      warm: funded.has(id),
      ask: withoutAsk
        ? {}
        : { ...(stage === undefined ? {} : { stage }), ...(amountCny === undefined ? {} : { amountCny }) },
      positives: rising(positives),
      held: rising(holders.get(id) ?? []),
    }));
  return { cutoff, past, investors, projects };
}

const everyOne = (): boolean => true;

interface Found {
  readonly positives: Set<number>;
  stage?: FundingStage | undefined;
  amountCny?: number | undefined;
}

function projectsByInvestor(deeds: readonly Deed[]): ReadonlyMap<string, ReadonlySet<string>> {
  const held = new Map<string, Set<string>>();
  for (const { investorId, projectId } of deeds) {
    const projects = held.get(investorId) ?? new Set<string>();
    held.set(investorId, projects.add(projectId));
  }
  return held;
}

function placesByProject(
  deeds: readonly Deed[],
  placeOf: ReadonlyMap<string, number>,
): ReadonlyMap<string, ReadonlySet<number>> {
  const places = new Map<string, Set<number>>();
  for (const { investorId, projectId } of deeds) {
    const at = placeOf.get(investorId);
    if (at !== undefined) places.set(projectId, (places.get(projectId) ?? new Set<number>()).add(at));
  }
  return places;
}

function rising(numbers: Iterable<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}
