import fc from 'fast-check';
import { wilson } from './wilson';

describe('the interval of a share', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('is for %d of %d as published', (count, of, low, high) => {
    const share = wilson(count, of);
    expect(share?.low).toBeCloseTo(low, 4);
    expect(share?.high).toBeCloseTo(high, 4);
  });

  it('is none of no cases, else holds the share and lies between 0 and 1', () => {
    expect(wilson(0, 0)).toBeNull();
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (of, part) => {
          const found = wilson(Math.round(of * part), of);
          if (found === null) throw new Error('no share');
          expect(
            0 <= found.low && found.low <= found.share && found.share <= found.high && found.high <= 1,
          ).toBe(true);
        },
      ),
    );
  });
});
