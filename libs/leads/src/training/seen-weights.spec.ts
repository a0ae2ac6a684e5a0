import { type SeenOutcome, seenWeights } from './seen-weights';

const outcome = (investorId: string, given: Partial<SeenOutcome>): SeenOutcome => ({
  ...{ projectId: 'p', investorId, rank: null, probability: 1, listed: true },
  ...given,
});

describe('what an outcome counts', () => {
  const weightOf = seenWeights([
    outcome('first', { rank: 1 }),
    outcome('tenth', { rank: 10 }),
    outcome('drawn', { rank: 10, probability: 0.1 }),
    outcome('off the list', {}),
    outcome('before any list', { listed: false }),
  ]);
  const of = (investorId: string) => weightOf('p', investorId);

  it('grows with how unlikely it was to be looked at, up to ten times', () => {
    expect(of('tenth') / of('first')).toBeCloseTo(1 / 0.19, 10);
    expect(of('drawn')).toBeGreaterThan(of('tenth'));
    expect(of('off the list') / of('first')).toBeCloseTo(10, 10);
  });

  it('is 1 where no list could have steered it, and 1 on average where one could', () => {
    expect(of('before any list')).toBe(1);
    expect(of('somebody else')).toBe(1);
    const steered = ['first', 'tenth', 'drawn', 'off the list'].map(of);
    expect(steered.reduce((sum, each) => sum + each, 0) / 4).toBeCloseTo(1, 12);
    expect(seenWeights([])('p', 'i')).toBe(1);
  });
});
