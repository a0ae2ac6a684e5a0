import { pinyin } from 'pinyin-pro';
import { CHINESE_LEGAL_FORMS, LATIN_LEGAL_FORMS } from './data/legal-forms';
import { normalize } from './normalize';
import { scan, type Piece } from './scan';
import { segment, segmentForSearch, stem } from './segment';
import { shorten } from './tokenize';

/** Names beyond this many, and what is longer than MAX_NAME_LENGTH UTF-16 units of one name, do not count. */
export const MAX_NAMES = 50;
export const MAX_NAME_LENGTH = 200;

/**
 * The tokens by which an organisation is found by name, each once: the words of its names, pairs of neighbouring
 * Chinese characters, English words as written and as stems, and for Chinese names the pinyin of every run of words
 * (远航新能源: `yuanhang`, `xinnengyuan`, `yuanhangxinnengyuan`) with its initials (`yhxny`). Legal forms
 * (有限公司, Co., Ltd, GmbH …) are left out unless a name is nothing else.
 */
export function nameTokens(names: readonly string[]): string[] {
  const tokens = new Set<string>();
  for (const name of names.slice(0, MAX_NAMES)) {
    const pieces = namePieces(name);
    for (const token of writtenTokens(pieces)) tokens.add(token);
    for (const token of pinyinTokens(pieces)) tokens.add(token);
  }
  return [...tokens];
}

/** The tokens of what somebody types to find a name: in Chinese, in pinyin (whole, in syllables or as initials) or in English. */
export function tokenizeNameQuery(text: string): string[] {
  const pieces = namePieces(text);
  const tokens = new Set(writtenTokens(pieces));
  const words = latinWords(pieces);
  // `yuan hang xin neng yuan` is typed with blanks; names keep their pinyin joined.
  if (words.length > 1) tokens.add(shorten(words.join('')));
  return [...tokens];
}

function namePieces(name: string): readonly Piece[] {
  const normal = normalize(name, MAX_NAME_LENGTH);
  const bare = CHINESE_LEGAL_FORMS.reduce((text, form) => text.replaceAll(form, ' '), normal);
  const pieces = [...scan(bare)].filter(
    (piece, at) => at === 0 || piece.kind !== 'word' || !LATIN_LEGAL_FORMS.has(piece.word),
  );
  return pieces.length > 0 ? pieces : [...scan(normal)];
}

function writtenTokens(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) => {
    switch (piece.kind) {
      case 'han':
        return [...segmentForSearch(piece.text), ...pairs(piece.text)].map(shorten);
      case 'word':
        return [shorten(piece.word), shorten(stem(piece.word))];
      case 'number':
        return [
          shorten(piece.number),
          ...(piece.unit === undefined ? [] : [shorten(piece.number + piece.unit)]),
        ];
    }
  });
}

/** Words are cut by their neighbours, and a query has others than the name: pairs of characters always agree. */
function pairs(han: string): string[] {
  const characters = [...han];
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`);
}

function latinWords(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) => (piece.kind === 'word' ? [piece.word] : []));
}

/** Words of one name whose runs get pinyin; a name of more has the rest only as written. */
const MAX_PINYIN_WORDS = 8;
/** Initials of fewer characters say too little. */
const SHORTEST_INITIALS = 3;

function pinyinTokens(pieces: readonly Piece[]): string[] {
  const words = pieces
    .flatMap((piece) => (piece.kind === 'han' ? syllablesByWord(piece.text) : []))
    .slice(0, MAX_PINYIN_WORDS);
  const tokens: string[] = [];
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      const syllables = words.slice(from, to).flat();
      tokens.push(shorten(syllables.join('')));
      if (syllables.length >= SHORTEST_INITIALS)
        tokens.push(shorten(syllables.map((syllable) => syllable.charAt(0)).join('')));
    }
  }
  return tokens.flatMap((token) =>
    token === '' ? [] : token.includes('v') ? [token, token.replaceAll('v', 'u')] : [token],
  );
}

/** The syllables of each word, read in the context of the whole run (重庆 is chongqing, 重量 zhongliang); ü is written v. */
function syllablesByWord(han: string): string[][] {
  const syllables = pinyin(han, { toneType: 'none', type: 'array', v: true });
  let at = 0;
  return segment(han).map((word) => {
    const length = [...word].length;
    const own = syllables.slice(at, at + length).filter((syllable) => /^[a-z]+$/.test(syllable));
    at += length;
    return own;
  });
}
