import { Converter } from 'opencc-js/t2cn';

/**
 * One spelling for what is the same word: NFKC (full-width to half-width), lower case, Latin, Greek and Cyrillic
 * diacritics off, traditional to simplified Chinese. Only the first `limit` UTF-16 units after NFKC count: what is
 * longer is cut there, so a word across the cut comes out shortened.
 */
export function normalize(text: string, limit: number): string {
  const folded = fold(text.normalize('NFKC').slice(0, limit).toLowerCase());
  return HAN.test(folded) ? simplified(folded) : folded;
}

const HAN = /\p{Script=Han}/u;
const DIACRITICS = /[\u0300-\u036f]/g;

/** Letters that Unicode does not take apart into a base letter and a mark. */
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  '’': "'",
  '‘': "'",
};

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(DIACRITICS, '')
    .normalize('NFC')
    .replace(/[ßæœøđðþłı’‘]/g, (letter) => FOLDED[letter] ?? letter);
}

let converter: ((text: string) => string) | undefined;

function simplified(text: string): string {
  converter ??= Converter({ from: 't', to: 'cn' });
  return converter(text);
}
