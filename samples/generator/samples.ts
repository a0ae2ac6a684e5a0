import { seededRandom } from '@bole/kernel';
import { Drawing } from './drawing';
import { drawInvestors, type SubmittedInvestor } from './investors';
import { type ReportedSignal } from './journey';
import { drawProjects, type SubmittedProject } from './projects';
import { drawSignals } from './signals';

export interface Samples {
  readonly investors: readonly SubmittedInvestor[];
  readonly projects: readonly SubmittedProject[];
  readonly signals: readonly ReportedSignal[];
}

const SEED = 20_261_120;
const FIRST_DAY = '2025-11-21';
const LAST_DAY = '2026-11-20';

/** The samples: the same to the last byte every time. Each kind has its own seed, so that a change in one leaves the others. */
export function drawSamples(seed: number = SEED): Samples {
  const projects = drawProjects(new Drawing(seededRandom(seed)), FIRST_DAY);
  const investors = drawInvestors(new Drawing(seededRandom(seed + 1)), FIRST_DAY);
  const signals = drawSignals(new Drawing(seededRandom(seed + 2)), investors, projects, {
    firstDay: FIRST_DAY,
    lastDay: LAST_DAY,
  });
  return {
    investors: investors.map(({ record }) => record),
    projects: projects.map(({ record }) => record),
    signals,
  };
}

/** One JSON object a line. */
export function asNdjson(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
