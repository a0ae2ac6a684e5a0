/** snowball-stemmers comes without types; this is the part that we use. */
declare module 'snowball-stemmers' {
  export interface Stemmer {
    /** The stem of one lower-case word. */
    stem(word: string): string;
  }
  export function newStemmer(language: 'english'): Stemmer;
}
