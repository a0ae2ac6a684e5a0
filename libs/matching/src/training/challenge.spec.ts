import { seededRandom } from '@bole/kernel';
import { DEFAULT_MODEL } from '../ranker/default-model';
import { type Model } from '../ranker/model';
import { challenge, CHALLENGE, type Challenge } from './challenge';
import { shrunk } from './shrunk';
import { tastesMarket } from './tastes-market.fixtures';
import { TRAINING } from './train';

const history = tastesMarket();
const OPTIONS = {
  ...CHALLENGE,
  now: new Date(Date.UTC(2011, 6, 1)),
  training: { ...TRAINING, years: 3, negatives: 20, bins: 16, thin: 5, boosting: { ...TRAINING.boosting, rounds: 60 } }, // prettier-ignore
};
const compared = (outcome: Challenge) => {
  if (outcome.kind !== 'compared') throw new Error('There was too little.');
  return outcome;
};

describe('a challenge', () => {
  const first = compared(challenge(history, DEFAULT_MODEL, OPTIONS, seededRandom(5)));

  it('finds a challenger better that knows the tastes of the market, and its like no better than itself', () => {
    expect(first.better).toBe(true);
    expect(first.comparison.low).toBeGreaterThan(0);
    expect(first.comparison.challenger).toBeGreaterThan(first.comparison.champion);
    const second = compared(challenge(history, first.challenger, OPTIONS, seededRandom(5)));
    expect(second.better).toBe(false);
  });

  it('comes out the same another time, to the last digit', () => {
    expect(challenge(history, DEFAULT_MODEL, OPTIONS, seededRandom(5))).toEqual(first);
  });

  it('learns nothing from the span that it is held against', () => {
    const to = first.to.getTime();
    const known = { ...history, deeds: history.deeds.filter(({ occurredAt }) => occurredAt < to) };
    const later = history.deeds.filter(({ occurredAt }) => occurredAt >= to);
    const turned = later.map((deed, at) => ({
      ...deed,
      investorId: later[later.length - 1 - at]?.investorId ?? deed.investorId,
    }));
    const other = challenge(
      { ...history, deeds: [...known.deeds, ...turned] },
      DEFAULT_MODEL,
      OPTIONS,
      seededRandom(5),
    );
    expect(compared(other).challenger).toEqual(first.challenger);
    expect(compared(other).comparison.challenger).toBeLessThan(first.comparison.challenger);
  });

  it('is not tried on too little, and counts the outcomes of the projects that it is about alone', () => {
    const few = { ...OPTIONS, ofProject: (id: string) => id.endsWith('7') };
    const outcome = challenge(history, DEFAULT_MODEL, few, seededRandom(5));
    expect(outcome).toMatchObject({ kind: 'too-little' });
    expect(outcome.outcomes.learned).toBeGreaterThan(0);
    expect(outcome.outcomes.learned).toBeLessThan(CHALLENGE.leastOutcomes);
  });

  it('keeps the champion’s curve of what the outcomes say nothing about', () => {
    const { curves } = first.challenger;
    for (const name of ['online-interest', 'missed-meetings', 'land'])
      expect([name, curves[name]]).toEqual([name, DEFAULT_MODEL.curves[name]]);
    expect(curves['revealed-industry']).not.toEqual(DEFAULT_MODEL.curves['revealed-industry']);
  });

  it('moves from the champion as evidence grows', () => {
    const far = (k: number) => {
      const { challenger } = compared(challenge(history, DEFAULT_MODEL, { ...OPTIONS, k }, seededRandom(5)));
      return challenger.curves['similar-deals']?.points.at(-1)?.[1] ?? 0;
    };
    const [little, much] = [far(100_000), far(1)];
    const there = DEFAULT_MODEL.curves['similar-deals']?.points.at(-1)?.[1] ?? 0;
    expect(Math.abs(little - there)).toBeLessThan(Math.abs(much - there) / 10);
  });
});

describe('a shrunk model', () => {
  const told = new Set(['land']);
  const model = (version: string, top: number): Model => ({
    version,
    base: 1,
    curves: { land: { points: [[0, 0], [top, top]], missing: -top } }, // prettier-ignore
  });

  it('scores between the two, at every value of either', () => {
    const share = { weight: 0.25, told };
    const { curves } = shrunk(model('a', 8), model('b', 4), { fresh: share, backed: share });
    expect(curves['land']).toEqual({ points: [[0, 0], [4, 4], [8, 5]], missing: -5 }); // prettier-ignore
  });

  it('has a version that follows from all that is in it, its background too', () => {
    const share = { weight: 0.25, told };
    const of = (learned: Model) => shrunk(learned, model('b', 4), { fresh: share, backed: share }).version;
    const background = { entries: 0, sample: [] };
    expect(of(model('x', 8))).toBe(of(model('y', 8)));
    expect(of(model('x', 8))).not.toBe(of({ ...model('x', 8), background }));
  });
});
