import { seededRandom } from '@bole/kernel';
import { cityOf } from '@bole/taxonomy';
import { CITIES } from './cities.data';
import { Drawing } from './drawing';
import { drawInvestors, type SampleInvestor, type SubmittedInvestor } from './investors';
import { type ReportedSignal } from './journey';
import { drawProjects, type SampleProject, type SubmittedProject } from './projects';
import { drawSignals } from './signals';

/** What was drawn, with what only the generator needs of it. */
export interface Drawn {
  readonly investors: readonly SampleInvestor[];
  readonly projects: readonly SampleProject[];
  readonly signals: readonly ReportedSignal[];
}

export interface Samples {
  readonly investors: readonly SubmittedInvestor[];
  readonly projects: readonly SubmittedProject[];
  readonly signals: readonly ReportedSignal[];
}

const SEED = 20_261_120;
export const FIRST_DAY = '2025-11-21';
export const LAST_DAY = '2026-11-20';

/** The samples: the same to the last byte every time. */
export function drawSamples(): Samples {
  const { investors, projects, signals } = draw();
  return {
    investors: knownTo(investors, projects, signals),
    projects: projects.map(({ record }) => record),
    signals,
  };
}

/**
 * Each investor is submitted by the city that met it first, and its people are known to that city alone; one that nobody
 * has met yet, by any of the twelve.
 */
function knownTo(
  investors: readonly SampleInvestor[],
  projects: readonly SampleProject[],
  signals: readonly ReportedSignal[],
): SubmittedInvestor[] {
  const drawing = drawingOf(3);
  const divisions = new Map(
    projects.map(({ record }) => [record.sourceId, record.profile.place.division ?? '']),
  );
  const met = new Map<string, string>();
  for (const { investor, project, city } of signals) {
    const place = project !== undefined && 'sourceId' in project ? divisions.get(project.sourceId) : city;
    const first = cityOf(place ?? '');
    if ('sourceId' in investor && first !== undefined && !met.has(investor.sourceId))
      met.set(investor.sourceId, first);
  }
  return investors.map(({ record: { source, sourceId, ...record } }) => {
    const drawn = drawing.one(CITIES).division;
    return { source, sourceId, tenant: met.get(sourceId) ?? drawn, ...record };
  });
}

/** Each kind has its own seed, so that a change in one leaves the others. */
export function draw(): Drawn {
  const projects = drawProjects(drawingOf(0), FIRST_DAY);
  const investors = drawInvestors(drawingOf(1), FIRST_DAY, { first: 1, count: 300 });
  const signals = drawSignals(drawingOf(2), investors, projects, { firstDay: FIRST_DAY, lastDay: LAST_DAY });
  return { investors, projects, signals };
}

/** The source of randomness number `stream` of the samples. */
export function drawingOf(stream: number): Drawing {
  return new Drawing(seededRandom(SEED + stream));
}

/** One JSON object a line. */
export function asNdjson(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
