import { type SampleWorld, sampleWorld, SAMPLES_AS_OF } from '../../../../test/support/sample-world';
import { PartyMatcher } from '../party.matcher';

/** A fifth of the samples' 300 investors. */
const FEW = 60;
const BEST = 10;

describe('candidates', () => {
  let world: SampleWorld;

  beforeAll(async () => {
    world = await sampleWorld();
  });
  afterAll(() => world.close());

  it('hold nearly all of the best that scoring everybody would find, though they are a fifth of all', async () => {
    const { unitOfWork } = world.service;
    const everybody = world.investors.map(({ id }) => id);
    const ids = world.projects.filter(({ profile }) => profile.status === 'open').map(({ id }) => id);
    const matched = await new PartyMatcher(world.search, unitOfWork, FEW).match(
      'project',
      ids,
      SAMPLES_AS_OF,
      () => everybody,
    );
    expect(matched.length).toBeGreaterThan(50);
    const kept = matched.map(({ ranked, candidates }) => {
      expect(candidates.length).toBeLessThanOrEqual(FEW);
      expect(ranked.length).toBeGreaterThan(FEW + BEST);
      const found = new Set(candidates.map(({ id }) => id));
      return ranked.slice(0, BEST).filter(({ investorId }) => found.has(investorId)).length / BEST;
    });
    const mean = kept.reduce((sum, share) => sum + share, 0) / kept.length;
    expect(mean).toBeGreaterThan(0.95);
    expect(Math.min(...kept)).toBeGreaterThanOrEqual(0.6);
  });
});
