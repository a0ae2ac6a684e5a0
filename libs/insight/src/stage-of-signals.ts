import {
  LEAD_STAGE_NAMES,
  LEAD_STAGES,
  type LeadStage,
  type SignalFacts,
  type SignalKind,
} from '@bole/contracts';

/**
 * The stages that an investor and a project pass, in order: 推介, 在谈, 签约, 开工, 到资, 投产. Until a lead has a life of its
 * own, they follow from the signals between the two, and only from those that name the project:
 *
 * - `introduced`: any signal. The first mail that was delivered or followed, page that was read, call or meeting.
 * - `negotiating`: an inquiry; an answer of interest, with a question or for a meeting; a meeting held, a call, a visit
 *   of the site, a memorandum of understanding.
 * - `signed`: a signing. `started`: construction. `funded`: funds in place. `operating`: production.
 *
 * A pair stands at the furthest stage that it has reached. A stage implies the earlier ones: whoever has signed has
 * negotiated, at the latest then, whether or not anybody noted a meeting. A decline or a missed meeting takes nothing back.
 */
export const STAGES = LEAD_STAGES;
export type Stage = LeadStage;
export const STAGE_NAMES = LEAD_STAGE_NAMES;

/** The place of a stage in their order, from 0. */
export const stageNumber = (stage: Stage): number => STAGES.indexOf(stage);

const BY_KIND: Readonly<Record<SignalKind, Stage | 'by-answer'>> = {
  'mail-delivered': 'introduced',
  'link-followed': 'introduced',
  'page-view': 'introduced',
  download: 'introduced',
  decline: 'introduced',
  'fair-check-in': 'introduced',
  'meeting-missed': 'introduced',
  answer: 'by-answer',
  inquiry: 'negotiating',
  'meeting-held': 'negotiating',
  call: 'negotiating',
  'site-visit': 'negotiating',
  mou: 'negotiating',
  signing: 'signed',
  start: 'started',
  'funds-in-place': 'funded',
  production: 'operating',
};
const WARM_ANSWERS: readonly string[] = ['interested', 'question', 'meeting'];

/** The stage that a signal about a project shows. */
export function stageOfSignal({ kind, answer }: Pick<SignalFacts, 'kind' | 'answer'>): Stage {
  const stage = BY_KIND[kind];
  if (stage !== 'by-answer') return stage;
  return answer !== undefined && WARM_ANSWERS.includes(answer) ? 'negotiating' : 'introduced';
}

/** The same as an SQL expression over a row of intake.signal: the stage's number. */
export function stageSql(signal: string): string {
  const branches = STAGES.slice(1).map((stage) => {
    const kinds = Object.entries(BY_KIND).flatMap(([kind, shown]) => (shown === stage ? [kind] : []));
    return `when ${signal}.kind in (${quoted(kinds)}) then ${stageNumber(stage)}`;
  });
  return `case ${branches.join(' ')}
    when ${signal}.kind = 'answer' and ${signal}.answer in (${quoted(WARM_ANSWERS)}) then ${stageNumber('negotiating')}
    else ${stageNumber('introduced')} end`;
}

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
