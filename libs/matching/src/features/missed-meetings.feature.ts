import { type Strength } from '../prepare/prepared';
import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { ago, counted } from './wording';

/** That the investor did not come to a meeting about this very project. */
export const missedMeetings: Feature = {
  name: 'missed-meetings',
  group: 'relationship',
  label: { zh: '失约', en: 'Missed meetings' },
  unit: 'missed meetings, halving every 6 months',
  missing: { zh: '没有失约', en: 'Has missed no meeting' },
  defaultCurve: { points: [[0, 0], [1, -5], [3, -8]], missing: 0 }, // prettier-ignore
  value: (pair) => strengthOf(pair)?.value,
  evidence: (pair) => strengthOf(pair)?.evidence ?? NO_EVIDENCE,
  reason(pair) {
    const strength = strengthOf(pair);
    if (strength === undefined) return this.missing;
    const { latest, count } = strength;
    const time = ago(latest.occurredAt, pair.investor.asOf);
    return {
      zh: `失约 ${count} 次,最近一次:${time.zh}前`,
      en: `Missed ${counted(count, 'meeting')}, last ${time.en} ago`,
    };
  },
};

function strengthOf({ investor, project }: Pair): Strength | undefined {
  return investor.withProject.get(project.facts.id)?.missed;
}
