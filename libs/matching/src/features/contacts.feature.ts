import { type Strength } from '../prepare/prepared';
import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { signalText } from './dealings-wording';
import { ago, counted, sentence } from './wording';

/** What passed offline between the two about this very project, from a call to production. */
export const contacts: Feature = {
  name: 'contacts',
  group: 'relationship',
  label: { zh: '线下往来', en: 'Contacts offline' },
  unit: 'weighted signals (a call is 1, a site visit 6), halving every year',
  missing: { zh: '没有线下往来', en: 'Nothing passed offline' },
  defaultCurve: { points: [[0, 0], [1, 1.5], [3, 4], [9, 8], [20, 12]], missing: 0 }, // prettier-ignore
  value: (pair) => strengthOf(pair)?.value,
  evidence: (pair) => strengthOf(pair)?.evidence ?? NO_EVIDENCE,
  reason(pair) {
    const strength = strengthOf(pair);
    if (strength === undefined) return this.missing;
    const { strongest, count } = strength;
    const what = signalText(strongest);
    const time = ago(strongest.occurredAt, pair.investor.asOf);
    if (count === 1) return { zh: `距上次${what.zh} ${time.zh}`, en: `${sentence(what.en)} ${time.en} ago` };
    return {
      zh: `线下往来 ${count} 次,最深的一次是${what.zh},距今 ${time.zh}`,
      en: `${counted(count, 'contact')} offline, the strongest ${what.en} ${time.en} ago`,
    };
  },
};

function strengthOf({ investor, project }: Pair): Strength | undefined {
  return investor.withProject.get(project.facts.id)?.contacts;
}
