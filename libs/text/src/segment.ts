import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import { newStemmer, type Stemmer } from 'snowball-stemmers';
import { INVESTMENT_WORDS } from './data/investment-words';

/** The words of a run of Chinese characters, and the dictionary words inside the longer ones. */
export function segmentForSearch(han: string): string[] {
  return segmenter().cutForSearch(han, true);
}

/** The words of a run of Chinese characters, one after the other. */
export function segment(han: string): string[] {
  return segmenter().cut(han, true);
}

/** The English stem of a word of plain letters; any other word as it is. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (!/^[a-z]+$/.test(word)) return word;
  stemmer ??= newStemmer('english');
  const found = stemmer.stem(word);
  if (stems.size >= MAX_KNOWN_STEMS) stems.clear();
  stems.set(word, found);
  return found;
}

/** The stemmer takes 0.15 ms a word, most of the time that a text takes; texts repeat their words. */
const stems = new Map<string, string>();
const MAX_KNOWN_STEMS = 20_000;

let jieba: Jieba | undefined;
let stemmer: Stemmer | undefined;

/** Loaded at first use (0.3 s, 40 MB), so that a process that cuts no text pays nothing. */
function segmenter(): Jieba {
  if (!jieba) {
    jieba = Jieba.withDict(dict);
    jieba.loadDict(
      Buffer.from(INVESTMENT_WORDS.map((word) => `${word} ${USER_WORD_FREQUENCY} n`).join('\n')),
    );
  }
  return jieba;
}

/** High enough that jieba prefers the word to any way of cutting it. */
const USER_WORD_FREQUENCY = 100_000;
