import { type ProjectRecord } from '../records/records';
import { type Background } from './background';
import { usualFor } from './usual';
import { wantedOf } from './likeness';
import { inOrder } from './in-order';
import { keyOf } from './keys';
import { type Backer, type PreparedProject, type ProjectKeys } from './prepared';
import { industryLevel } from '../facts/industry-facts';
import { keyAtGrain } from '../facts/place-facts';
import { type Range } from '../facts/facts';

/**
 * Everything about one project that does not depend on the investor, computed once. What is later than `asOf` does not count.
 * `background` is that of the model by which it will be scored.
 */
export function prepareProject(record: ProjectRecord, asOf: Date, background?: Background): PreparedProject {
  const { facts } = record;
  const instant = asOf.getTime();
  const backers = backersOf(record, instant);
  const logCapex = facts.capexCny === undefined ? undefined : logMiddle(facts.capexCny);
  const wanted = wantedOf(facts, logCapex, backers.length > 0, instant);
  return {
    facts,
    asOf: instant,
    industriesFineFirst: fineFirst(facts.industries.grains),
    keys: keysOf(facts),
    gapIndustriesFineFirst: fineFirst(facts.chainGap?.industries.grains ?? []),
    logCapex,
    wanted,
    usual: background && usualFor(wanted, background, instant),
    lastDeedAt: inOrder(record.deeds, instant).at(-1)?.occurredAt,
    backers,
    backersByProject: backersByProject(backers),
  };
}

function keysOf({ industries, place, fundingStage, keywords }: ProjectRecord['facts']): ProjectKeys {
  const keyed = (text: string | undefined) => (text === undefined ? undefined : keyOf(text));
  return {
    industries: fineFirst(industries.grains).map((code) => ({ ...keyOf(code), level: industryLevel(code) })),
    industry: keyed(industries.codes[0]),
    places: [0, 1, 2, 3, 4].map((grain) => keyed(keyAtGrain(place, grain))),
    stage: keyed(fundingStage),
    keywords: keywords.map(keyOf),
  };
}

function fineFirst(codes: readonly string[]): readonly string[] {
  return [...codes].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** log10 of the geometric middle of a range, or of its one known end; undefined where nothing above zero is known. */
function logMiddle(range: Range): number | undefined {
  const ends = [range.min, range.max].filter((end) => end !== undefined && end > 0) as number[];
  return ends.length === 0 ? undefined : ends.reduce((sum, end) => sum + Math.log10(end), 0) / ends.length;
}

function backersOf(record: ProjectRecord, asOf: number): readonly Backer[] {
  const projectsOf = new Map<string, Set<string>>();
  for (const deed of inOrder(record.deeds, asOf)) projectsOf.set(deed.investorId, new Set());
  for (const holding of record.holdings)
    if (holding.since <= asOf && holding.projectId !== record.facts.id)
      projectsOf.get(holding.investorId)?.add(holding.projectId);
  return [...projectsOf]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([investorId, projects]) => ({ investorId, otherProjects: [...projects].sort() }));
}

function backersByProject(backers: readonly Backer[]): ReadonlyMap<string, readonly number[]> {
  const byProject = new Map<string, number[]>();
  backers.forEach((backer, at) => {
    for (const project of backer.otherProjects) {
      const list = byProject.get(project);
      if (list === undefined) byProject.set(project, [at]);
      else list.push(at);
    }
  });
  return byProject;
}
