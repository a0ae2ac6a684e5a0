import { type Pair } from './feature';

/** The investor's projects besides this one. */
export function projectsBeside({ investor, project }: Pair): number {
  const projects = investor.revealed?.projects;
  return projects === undefined ? 0 : projects.size - (projects.has(project.facts.id) ? 1 : 0);
}

/** Whether somebody besides the investor has money in the project. */
export function hasOthers({ investor, project }: Pair): boolean {
  return project.backers.some(({ investorId }) => investorId !== investor.facts.id);
}

/** For every backer, how many other projects it shares with the investor; undefined for none at all. */
export function sharedByBacker(pair: Pair): readonly number[] | undefined {
  const { investor, project } = pair;
  if (kept.project !== project) kept = { project, shared: new Map() };
  let shared = kept.shared.get(investor);
  if (shared === undefined) kept.shared.set(investor, (shared = countShared(pair) ?? NOTHING));
  return shared === NOTHING ? undefined : shared;
}

/** Two features look at the same counts, one after the other for all candidates of a project: those of the last project are kept. */
let kept: { project: Pair['project'] | undefined; shared: Map<Pair['investor'], readonly number[]> } = {
  project: undefined,
  shared: new Map(),
};
const NOTHING: readonly number[] = [];

function countShared(pair: Pair): number[] | undefined {
  let shared: number[] | undefined;
  forEachShared(pair, (_id, backers) => {
    shared ??= new Array<number>(pair.project.backers.length).fill(0);
    for (const at of backers) shared[at] = (shared[at] ?? 0) + 1;
  });
  return shared;
}

/** The shared projects, those shared with most backers first. */
export function sharedProjects(pair: Pair): { id: string; backers: number }[] {
  const found: { id: string; backers: number }[] = [];
  forEachShared(pair, (id, backers) => found.push({ id, backers: backers.length }));
  return found.sort((a, b) => b.backers - a.backers || (a.id < b.id ? -1 : 1));
}

/** Goes through the smaller of the two sides. The investor itself, where it is a backer, is left out. */
function forEachShared(
  { investor, project }: Pair,
  visit: (id: string, backers: readonly number[]) => void,
): void {
  const mine = investor.revealed?.projects;
  const theirs = project.backersByProject;
  if (mine === undefined || theirs.size === 0) return;
  const self = project.backers.findIndex(({ investorId }) => investorId === investor.facts.id);
  const meet = (id: string, backers: readonly number[]) => {
    const others = self < 0 ? backers : backers.filter((at) => at !== self);
    if (others.length > 0) visit(id, others);
  };
  if (mine.size <= theirs.size) {
    for (const id of mine) {
      const backers = theirs.get(id);
      if (backers !== undefined) meet(id, backers);
    }
  } else for (const [id, backers] of theirs) if (mine.has(id)) meet(id, backers);
}

/** Ids of the projects that the investor shares with one backer, in order. */
export function sharedWith(pair: Pair, backer: number): string[] {
  const found: string[] = [];
  forEachShared(pair, (id, backers) => {
    if (backers.includes(backer)) found.push(id);
  });
  return found.sort();
}
