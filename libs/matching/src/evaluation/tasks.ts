import { type Split } from './split';

export const TASK_NAMES = ['A-cold', 'B-cold', 'A-warm', 'B-warm'] as const;
/** A ranks investors for a project, B projects for an investor; a cold project was never invested in before. */
export type TaskName = (typeof TASK_NAMES)[number];

/** One task of a split. All numbers are places in the lists of the split. */
export interface Task {
  readonly name: TaskName;
  readonly ranks: 'investors' | 'projects';
  readonly queries: readonly Query[];
  /** What is ranked for every query, in full. */
  readonly pool: readonly number[];
}

export interface Query {
  /** The project of an A task, the investor of a B task. */
  readonly subject: number;
  /** Places in the pool of what is to be found. */
  readonly positives: readonly number[];
  /** Places in the pool of what is left out: pairs that deal already. */
  readonly excluded: readonly number[];
}

/** The four tasks of a split: every project or investor with a positive is a query, ranked over the whole pool. */
export function tasksOf(split: Split): Task[] {
  return [false, true].flatMap((warm) => {
    const projects = split.projects.flatMap((project, at) => (project.warm === warm ? [at] : []));
    const temperature = warm ? 'warm' : 'cold';
    return [
      investorsForProjects(split, projects, `A-${temperature}`),
      projectsForInvestors(split, projects, `B-${temperature}`),
    ];
  });
}

function investorsForProjects(split: Split, projects: readonly number[], name: TaskName): Task {
  const queries = projects.flatMap((subject): Query[] => {
    const project = split.projects[subject];
    return project === undefined ? [] : [{ subject, positives: project.positives, excluded: project.held }];
  });
  return { name, ranks: 'investors', queries, pool: split.investors.map((_, at) => at) };
}

function projectsForInvestors(split: Split, projects: readonly number[], name: TaskName): Task {
  const positives = split.investors.map((): number[] => []);
  const excluded = split.investors.map((): number[] => []);
  projects.forEach((project, place) => {
    for (const investor of split.projects[project]?.positives ?? []) positives[investor]?.push(place);
    for (const investor of split.projects[project]?.held ?? []) excluded[investor]?.push(place);
  });
  const queries = positives.flatMap((found, subject): Query[] =>
    found.length === 0 ? [] : [{ subject, positives: found, excluded: excluded[subject] ?? [] }],
  );
  return { name, ranks: 'projects', queries, pool: projects };
}
