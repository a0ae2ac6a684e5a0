import { DAY_MS } from '@bole/kernel';
import { type Drawing } from './drawing';
import { FAIRS, type SampleFair } from './fairs.data';
import { fitOf } from './fit';
import { type SampleInvestor } from './investors';
import {
  drawJourney,
  type DrawnSignal,
  inChina,
  type Journey,
  type ReportedSignal,
  workingHour,
} from './journey';
import { type SampleProject } from './projects';

/** A year of signals up to and with the last day, in order of time. */
export function drawSignals(
  draw: Drawing,
  investors: readonly SampleInvestor[],
  projects: readonly SampleProject[],
  span: Span,
): ReportedSignal[] {
  const signals = investors.flatMap((investor) => [
    ...checkIns(draw, investor),
    ...journeysOf(draw, investor, projects, span).flatMap((journey) => drawJourney(draw, journey)),
  ]);
  const end = inChina(Date.parse(`${span.lastDay}T23:59:59+08:00`));
  return signals
    .filter(({ occurredAt }) => occurredAt <= end)
    .map((signal, at) => ({ signal, at }))
    .sort((a, b) => compare(a.signal.occurredAt, b.signal.occurredAt) || a.at - b.at)
    .map(({ signal: { source, ...facts } }, at) => ({
      source,
      sourceId: `SIG-${String(at + 1).padStart(5, '0')}`,
      ...facts,
    }));
}

export interface Span {
  /** Calendar dates in China. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** The projects that an investor hears of: mostly those that suit it, and a few that do not. */
function journeysOf(
  draw: Drawing,
  investor: SampleInvestor,
  projects: readonly SampleProject[],
  { firstDay, lastDay }: Span,
): Journey[] {
  const days = (Date.parse(lastDay) - Date.parse(firstDay)) / DAY_MS;
  const byFit = projects
    .map((project) => ({
      project,
      fit: fitOf(investor, project),
      order: fitOf(investor, project) + draw.whole(0, 25) / 100,
    }))
    .sort((a, b) => b.order - a.order);
  const suiting = byFit.filter(({ fit }) => fit > 0.25).slice(0, Math.ceil(investor.eagerness * 6));
  const others = draw.some(byFit.filter(({ fit }) => fit <= 0.25), draw.whole(1, 3)); // prettier-ignore
  return [...suiting, ...others].map(({ project, fit }) => {
    const fair = draw.chance(0.3) ? fairFor(draw, project) : undefined;
    const day =
      fair === undefined
        ? Date.parse(`${firstDay}T00:00:00+08:00`) + draw.whole(0, days - 5) * DAY_MS
        : Date.parse(`${fair.date}T00:00:00+08:00`);
    return { investor, project, fit, fair, start: workingHour(day, draw.whole(9 * 60, 17 * 60)) };
  });
}

function fairFor(draw: Drawing, project: SampleProject): SampleFair | undefined {
  const fairs = FAIRS.filter(({ themes }) => themes.includes(project.template.theme));
  return fairs.length === 0 ? undefined : draw.one(fairs);
}

/** The fairs at which an investor checks in: towards the host city, not yet towards a project. */
function checkIns(draw: Drawing, { record, trade, eagerness }: SampleInvestor): DrawnSignal[] {
  return FAIRS.filter(({ themes }) =>
    draw.chance(themes.includes(trade.theme) ? 0.45 * eagerness : 0.03),
  ).map((fair) => ({
    source: 'sample',
    investor: { source: record.source, sourceId: record.sourceId },
    city: fair.city,
    kind: 'fair-check-in',
    occurredAt: inChina(Date.parse(`${fair.date}T00:00:00+08:00`) + draw.whole(8 * 60, 11 * 60) * 60_000),
    channel: fair.name,
  }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
