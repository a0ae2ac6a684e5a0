import { seededRandom } from '@bole/kernel';
import { type DealHistory } from '../evaluation/deal-history';
import { evaluate, type EvaluationResult } from '../evaluation/evaluate';
import { marketOf } from '../evaluation/market';
import { modelMethod } from '../evaluation/methods/model.method';
import { splitHistory } from '../evaluation/split';
import { FEATURES } from '../features/registry';
import { type Feature } from '../features/feature';
import { DEFAULT_MODEL } from '../ranker/default-model';
import { type Curve, type Model } from '../ranker/model';
import { tastesMarket } from './tastes-market.fixtures';
import { learn, train, TRAINING } from './train';

const at = (year: number) => new Date(Date.UTC(year, 0, 1));
const OPTIONS = { ...TRAINING, cutoff: at(2011), years: 2, negatives: 20, bins: 16, thin: 5, boosting: { ...TRAINING.boosting, rounds: 60 } }; // prettier-ignore

function results(history: DealHistory, model: Model): EvaluationResult {
  const split = splitHistory(history, { cutoff: at(2011), end: at(2012) });
  return evaluate(split, marketOf(history, split), [modelMethod('model', model)], () => 0);
}

const ndcg = (history: DealHistory, model: Model): number =>
  results(history, model)['A-cold'].methods['model']?.ndcg10 ?? Number.NaN;
const spanOf = (curve: Curve | undefined): number => {
  const points = curve?.points.map(([, value]) => value) ?? [];
  return Math.max(...points) - Math.min(...points);
};

describe('training', () => {
  const history = tastesMarket();
  const trained = train(history, OPTIONS, seededRandom(5));

  it('learns the tastes of a market, and is the same to the last digit another time', () => {
    expect(ndcg(history, trained)).toBeGreaterThan(0.3);
    expect(ndcg(history, trained)).toBeGreaterThan(ndcg(history, DEFAULT_MODEL));
    expect(JSON.stringify(train(history, OPTIONS, seededRandom(5)))).toBe(JSON.stringify(trained));
  });

  it('cannot see anything of the cutoff or later', () => {
    const cutoff = at(2011).getTime();
    const known = { ...history, deeds: history.deeds.filter(({ occurredAt }) => occurredAt < cutoff) };
    expect(JSON.stringify(train(known, OPTIONS, seededRandom(5)))).toBe(JSON.stringify(trained));
    const split = splitHistory(history, { cutoff: at(2011), end: at(2012) });
    const blind = marketOf(known, split);
    const seeing = marketOf(history, split);
    const scores = modelMethod('model', trained).fit(seeing).investorsFor(0);
    expect([...modelMethod('model', trained).fit(blind).investorsFor(0)]).toEqual([...scores]);
    expect(new Set(scores).size).toBeGreaterThan(10);
  });

  it('gains nothing from ids: others in another order give the same quality', () => {
    const order = new Map<string, string>();
    const random = seededRandom(77);
    const renamed = tastesMarket((kind, place) => {
      const key = `${kind}_${place}`;
      const name = order.get(key) ?? `${kind}_${random().toString(36).slice(2)}`;
      order.set(key, name);
      return name;
    });
    const other = train(renamed, OPTIONS, seededRandom(5));
    const halfWidth = results(history, trained)['A-cold'].methods['model']?.ndcg10_ci ?? 0;
    expect(Math.abs(ndcg(renamed, other) - ndcg(history, trained))).toBeLessThan(halfWidth);
    expect(ndcg(renamed, trained)).toBeCloseTo(ndcg(history, trained), 1);
  });

  it('gains nothing from a feature of pure noise, whose curve stays far below those that tell', () => {
    const random = seededRandom(3);
    const noise: Feature = { ...(FEATURES[0] as Feature), name: 'noise', value: random };
    const lessons = [2009, 2010].map((year) => {
      const split = splitHistory(history, { cutoff: at(year), end: at(year + 1) });
      return { split, market: marketOf(history, split) };
    });
    const plain = learn(lessons, FEATURES, OPTIONS, seededRandom(5));
    const noisy = learn(lessons, [...FEATURES, noise], OPTIONS, seededRandom(5));
    const told = Math.max(...Object.values(noisy.curves).map(spanOf));
    expect(spanOf(noisy.curves['noise'])).toBeLessThan(told / 8);
    const { noise: _, ...curves } = noisy.curves;
    const gain = ndcg(history, { ...noisy, curves, backed: { base: 0, curves: {} } }) - ndcg(history, plain);
    expect(gain).toBeLessThan(results(history, plain)['A-cold'].methods['model']?.ndcg10_ci ?? 0);
  });
});
