import { CHINESE_UNITS, LATIN_UNITS } from './data/units';

/** A piece of a normalised text: a number with what it counts, a word of an alphabet, or a run of Chinese characters. */
export type Piece =
  | { readonly kind: 'number'; readonly number: string; readonly unit: string | undefined }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'han'; readonly text: string };

/** Cuts normalised text into pieces; blanks, punctuation and symbols fall away. */
export function* scan(text: string): Generator<Piece> {
  for (const { groups } of text.matchAll(PIECES)) {
    if (groups === undefined) continue;
    const { han, acronym, share, shareOf, amount, unit, chineseUnit, plain, word } = groups;
    if (han !== undefined) yield { kind: 'han', text: han };
    else if (acronym !== undefined) yield { kind: 'word', word: acronym.replaceAll('.', '') };
    else if (share !== undefined || shareOf !== undefined)
      yield { kind: 'number', number: ungrouped(share ?? shareOf ?? ''), unit: '%' };
    else if (amount !== undefined)
      yield { kind: 'number', number: ungrouped(amount), unit: unit ?? chineseUnit };
    else if (plain !== undefined) yield { kind: 'number', number: ungrouped(plain), unit: undefined };
    else if (word !== undefined) yield { kind: 'word', word: word.replace(/'s$/, '').replaceAll("'", '') };
  }
}

const LETTER = String.raw`(?!\p{Script=Han})[\p{L}\p{M}\p{N}]`;
const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d+)(?:\.\d+)?`;

/** In order of precedence. A number belongs to the unit right behind it, or one blank away when the unit is Latin. */
const PIECES = new RegExp(
  [
    String.raw`百分之(?<shareOf>${NUMBER})`,
    String.raw`(?<han>(?:(?!百分之\d)\p{Script=Han})+)`,
    String.raw`(?<![\p{L}\p{N}.])(?<acronym>[a-z](?:\.[a-z])+)(?!${LETTER})`,
    String.raw`(?<share>${NUMBER}) ?(?:%|percent(?!${LETTER})|per cent(?!${LETTER}))`,
    String.raw`(?<amount>${NUMBER})(?: ?(?<unit>${LATIN_UNITS})(?!${LETTER})|(?<chineseUnit>${CHINESE_UNITS}))`,
    String.raw`(?<plain>${NUMBER})(?!${LETTER})`,
    String.raw`(?<word>(?:${LETTER})+(?:'(?:${LETTER})+)*)`,
  ].join('|'),
  'gu',
);

function ungrouped(number: string): string {
  return number.replaceAll(',', '');
}
