import { MOST_ATTEMPTS, pauseAfter } from './retry';

describe('pauseAfter', () => {
  it('spreads ten attempts over about a day, each pause longer than the one before', () => {
    const pauses = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, at) => pauseAfter(at + 1, 0.5));
    expect(pauses[0]).toBe(10_000);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    const hours = pauses.reduce((sum, pause) => sum + pause, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(23);
    expect(hours).toBeLessThan(25);
  });

  it('spreads the retries of many by a tenth either way', () => {
    expect(pauseAfter(1, 0)).toBe(9_000);
    expect(pauseAfter(1, 0.999)).toBeLessThan(11_000);
  });
});
