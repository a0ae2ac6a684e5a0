import { DAY_MS } from '@bole/kernel';
import { type Span } from '../facts/facts';
import { type Feature, noEvidence } from './feature';
import { counted } from './wording';
import { DAYS_PER_MONTH } from '../prepare/decay';

/** Whether the project is to be built when the investor wants to invest. */
export const timing: Feature = {
  name: 'timing',
  group: 'fit',
  label: { zh: '时间', en: 'Timing' },
  unit: 'months between the two spans of time, 0 where they overlap',
  missing: { zh: '投资时间或项目时间未申报', en: 'The investor or the project names no time' },
  defaultCurve: { points: [[0, 2], [3, 0.5], [6, -0.5], [18, -4]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const wanted = investor.facts.seeks.window;
    const offered = project.facts.window;
    if (wanted === undefined || offered === undefined) return undefined;
    return Math.max(0, gapMs(offered, wanted), gapMs(wanted, offered)) / (DAY_MS * DAYS_PER_MONTH);
  },
  evidence: noEvidence,
  reason(_pair, value) {
    if (value === 0) return { zh: '投资时间与项目时间吻合', en: 'The times agree' };
    const months = Math.max(1, Math.round(value));
    return {
      zh: `投资时间与项目时间相差 ${months} 个月`,
      en: `The times are ${counted(months, 'month')} apart`,
    };
  },
};

/** From the end of `before` to the start of `after`; below 0 where either is open. */
function gapMs(before: Span, after: Span): number {
  return before.to === undefined || after.from === undefined ? -1 : after.from - before.to;
}
