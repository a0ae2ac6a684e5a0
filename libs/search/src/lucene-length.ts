/**
 * A field's length as Lucene keeps it in one byte and reads it back: exact up to 40 tokens, then rounded down to four
 * significant bits. Source: `SmallFloat.intToByte4` and `byte4ToInt` of Lucene 9.
 */
export function luceneLength(tokens: number): number {
  return tokens < FREE_VALUES ? tokens : FREE_VALUES + roundedToFourBits(tokens - FREE_VALUES);
}

/** 255 less the code of the largest 32-bit number (231): so many small lengths have a code of their own. */
const FREE_VALUES = 24;

function roundedToFourBits(value: number): number {
  const bits = value === 0 ? 0 : Math.floor(Math.log2(value)) + 1;
  if (bits < 4) return value;
  const step = 2 ** (bits - 4);
  return Math.floor(value / step) * step;
}
