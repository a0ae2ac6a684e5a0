import { firstOf, hashOf, keyTable, secondOf } from './keys';

const words = Array.from({ length: 5_000 }, (_, at) => `词 ${at.toString(36)}`);

describe('a table of keys', () => {
  it('finds what was put in, and nothing else', () => {
    const table = keyTable(words.map((word, at) => [hashOf(word), at + 1, -at]));
    words.forEach((word, at) => {
      expect([firstOf(table, hashOf(word)), secondOf(table, hashOf(word))]).toEqual([at + 1, -at]);
      expect(firstOf(table, hashOf(`${word}!`))).toBe(0);
    });
  });

  it('finds nothing in one that is empty', () => {
    expect(firstOf(keyTable([]), hashOf('a'))).toBe(0);
  });

  it('tells texts apart that differ little', () => {
    const texts = words.flatMap((word) => [word, `${word} `, `C${word}`, [...word].reverse().join('')]);
    const different = new Set(texts);
    expect(new Set([...different].map(hashOf)).size).toBe(different.size);
    for (const hash of texts.map(hashOf)) expect(hash > 0 && Number.isSafeInteger(hash)).toBe(true);
  });
});
