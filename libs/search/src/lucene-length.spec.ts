import { luceneLength } from './lucene-length';

describe('luceneLength', () => {
  it.each([
    [0, 0],
    [1, 1],
    [40, 40],
    [41, 40],
    [42, 42],
    [55, 54],
    [56, 56],
    [59, 56],
    [100, 96],
    [104, 104],
    [1_000, 984],
    [50_000, 49_176],
  ])('keeps %d tokens as %d', (tokens, kept) => {
    expect(luceneLength(tokens)).toBe(kept);
  });

  it('never grows, keeps order, and has at most 256 values', () => {
    const kept = Array.from({ length: 100_000 }, (_, tokens) => luceneLength(tokens));
    expect(kept.every((length, tokens) => length <= tokens && length >= (kept[tokens - 1] ?? 0))).toBe(true);
    expect(new Set(kept).size).toBeLessThan(256);
  });
});
