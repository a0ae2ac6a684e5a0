import { type Language } from '@bole/kernel';

/** Says that a lead stands on its list by a draw, and what the chance of that was. */
export function exploredText(probability: number): Readonly<Record<Language, string>> {
  const percent = Number((probability * 100).toPrecision(2));
  return {
    zh: `列入探索:按得分排在名单之外,以 ${percent}% 的机会抽中,用于学习`,
    en: `Listed to learn: it ranks below the end of the list, and was drawn with a chance of ${percent} %`,
  };
}
