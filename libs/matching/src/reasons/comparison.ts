import { type LocalizedText } from '@bole/kernel';
import { type Text } from '../features/feature';
import { featureNamed } from '../features/registry';
import { type Scored } from '../ranker/scored';
import { type Moved, moved } from './moved';

const MENTIONED = 3;

/** One sentence on why `a` ranks above `b` (or, at equal points, beside it), by the features that differ most. Call it with the higher score first. */
export function comparison(a: Named, b: Named): Text {
  const differences = moved(b.scored.contributions, a.scored.contributions);
  const gained = differences.filter(({ points }) => points > 0).slice(0, MENTIONED);
  const lost = differences.filter(({ points }) => points < 0).slice(0, 1);
  const ahead = a.scored.score - b.scored.score;
  return {
    zh: sentenceZh(a.names, b.names, ahead, gained, lost),
    en: sentenceEn(a.names, b.names, ahead, gained, lost),
  };
}

export interface Named {
  readonly scored: Scored;
  /** Of the party that is ranked. */
  readonly names: LocalizedText;
}

function sentenceZh(
  a: LocalizedText,
  b: LocalizedText,
  ahead: number,
  gained: readonly Moved[],
  lost: readonly Moved[],
): string {
  const [first, second] = [a.zh ?? a.en ?? '', b.zh ?? b.en ?? ''];
  if (ahead === 0) return `${first}与${second}得分相同。`;
  const why = gained.map((change) => `${labelOf(change, 'zh')}(${signed(change.points)})`).join('、');
  const but = lost.map((change) => `,但${labelOf(change, 'zh')}不及(${signed(change.points)})`).join('');
  return `${first}比${second}高 ${round(ahead)} 分,主要因为${why}${but}。`;
}

function sentenceEn(
  a: LocalizedText,
  b: LocalizedText,
  ahead: number,
  gained: readonly Moved[],
  lost: readonly Moved[],
): string {
  const [first, second] = [a.en ?? a.zh ?? '', b.en ?? b.zh ?? ''];
  if (ahead === 0) return `${first} and ${second} have the same score.`;
  const why = gained
    .map((change) => `${labelOf(change, 'en').toLowerCase()} (${signed(change.points)})`)
    .join(', ');
  const but = lost
    .map((change) => `, in spite of ${labelOf(change, 'en').toLowerCase()} (${signed(change.points)})`)
    .join('');
  return `${first} is ${round(ahead)} points ahead of ${second}, mainly for ${why}${but}.`;
}

function labelOf({ feature }: Moved, language: 'zh' | 'en'): string {
  return featureNamed(feature)?.label[language] ?? feature;
}

function round(points: number): string {
  return points.toFixed(1);
}

function signed(points: number): string {
  return `${points > 0 ? '+' : '−'}${round(Math.abs(points))}`;
}
