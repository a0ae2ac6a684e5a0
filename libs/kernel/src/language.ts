/** The two languages Bole speaks. */
export type Language = 'zh' | 'en';

/** A text in one or both languages; a missing language is missing, never an empty string. */
export interface LocalizedText {
  readonly zh?: string | undefined;
  readonly en?: string | undefined;
}

/** The text in `language`, or in the other one where that is missing. */
export function inLanguage(text: LocalizedText, language: Language): string {
  return (language === 'zh' ? (text.zh ?? text.en) : (text.en ?? text.zh)) ?? '';
}
