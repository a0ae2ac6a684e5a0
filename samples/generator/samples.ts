import { seededRandom } from '@bole/kernel';
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
    investors: investors.map(({ record }) => record),
    projects: projects.map(({ record }) => record),
    signals,
  };
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
