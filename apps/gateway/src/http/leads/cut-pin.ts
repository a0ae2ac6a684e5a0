import { type Language } from '@bole/kernel';
import { type CutPin } from '@bole/leads';

/** Its limits in the language of the request. */
export function inWords({ limits, ...lead }: CutPin, language: Language) {
  return { ...lead, limits: limits.map(({ code, text }) => ({ code, text: text[language] })) };
}
