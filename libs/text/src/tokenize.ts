import { normalize } from './normalize';
import { scan, type Piece } from './scan';
import { segmentForSearch, stem } from './segment';
import { STOP_WORDS } from './data/stop-words';

/** Longest text that is read, in UTF-16 units after NFKC; the rest does not count. */
export const MAX_TEXT_LENGTH = 50_000;
/** Longest token, in characters; a longer word is cut there. */
export const MAX_TOKEN_LENGTH = 64;

/**
 * The search tokens of a text in Chinese, English or both, in order, repeated as often as they occur. Tokens are in
 * lower case and have no blank in them. Chinese words come in search mode (开发区 also gives 开发), English words
 * as stems, a number with a unit whole and in its parts (10GWh: `10gwh`, `10`, `gwh`; 20%: `20%`, `20`).
 * Stop words and punctuation are dropped. The same text always gives the same tokens.
 */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  for (const piece of scan(normalize(text, MAX_TEXT_LENGTH)))
    for (const token of tokensOf(piece)) tokens.push(shorten(token));
  return tokens;
}

/** A token of at most MAX_TOKEN_LENGTH characters. */
export function shorten(token: string): string {
  return token.length <= MAX_TOKEN_LENGTH ? token : [...token].slice(0, MAX_TOKEN_LENGTH).join('');
}

function tokensOf(piece: Piece): string[] {
  switch (piece.kind) {
    case 'han':
      return segmentForSearch(piece.text).filter((word) => !STOP_WORDS.has(word));
    case 'word':
      // By its whole form: a word whose stem happens to be a stop word (`dos`, `ares`) is none.
      return STOP_WORDS.has(piece.word) ? [] : [stem(piece.word)];
    case 'number':
      return amountTokens(piece.number, piece.unit);
  }
}

function amountTokens(number: string, unit: string | undefined): string[] {
  if (unit === undefined) return [number];
  if (unit === '%') return [`${number}%`, number];
  return [number + stem(unit), number, stem(unit)];
}
