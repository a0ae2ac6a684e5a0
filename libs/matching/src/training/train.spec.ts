import { seededRandom } from '@bole/kernel';
import { type DealHistory } from '../evaluation/deal-history';
import { evaluate, type EvaluationResult } from '../evaluation/evaluate';
import { marketOf } from '../evaluation/market';
import { modelMethod } from '../evaluation/methods/model.method';
import { splitHistory } from '../evaluation/split';
import { FEATURES } from '../features/registry';
import { type Feature } from '../features/feature';
import { anInvestor, aProject } from '../matching.fixtures';
import { DEFAULT_MODEL } from '../ranker/default-model';
import { type Curve, type Model } from '../ranker/model';
import { type Deed } from '../records/records';
import { learn, train, TRAINING } from './train';

const INDUSTRIES = ['C3841', 'I6513', 'C2710', 'A0111', 'C3610', 'J6621'];
const DIVISIONS = ['320500', '440300', '110000', '330100'];
const at = (year: number) => new Date(Date.UTC(year, 0, 1));
const OPTIONS = { ...TRAINING, cutoff: at(2011), years: 2, negatives: 20, bins: 16, thin: 5, boosting: { ...TRAINING.boosting, rounds: 60 } }; // prettier-ignore

/** Forty investors who each keep to a place and, less strictly, to an industry, with deals of six years. `nameOf` gives ids. */
function market(
  nameOf: (kind: string, at: number) => string = (kind, place) => `${kind}_${place}`,
): DealHistory {
  const random = seededRandom(11);
  const pick = (count: number) => Math.floor(random() * count);
  const tastes = Array.from({ length: 40 }, (_, place) => ({
    id: nameOf('inv', place),
    industry: place % INDUSTRIES.length,
    division: place % DIVISIONS.length,
  }));
  const projects = Array.from({ length: 900 }, (_, place) => {
    const [industry, division] = [pick(INDUSTRIES.length), pick(DIVISIONS.length)];
    const place_ = { country: 'CHN', division: DIVISIONS[division] ?? '' };
    const facts = aProject({ industries: [INDUSTRIES[industry] ?? ''], place: place_ }, nameOf('prj', place));
    return { facts, industry, division, on: Date.UTC(2006, 0, 1) + place * 2.4 * 86_400_000 };
  });
  const deeds = projects.flatMap(({ facts, industry, division, on }, place): Deed[] => {
    const worth = tastes.map((taste) => ({
      taste,
      value: (taste.industry === industry ? 1 : 0) + (taste.division === division ? 2.5 : 0) + 1.2 * random(),
    }));
    const [best] = worth.sort((a, b) => b.value - a.value);
    const investorId = best?.taste.id ?? '';
    return [{ signalId: `sig_${place}`, investorId, projectId: facts.id, occurredAt: on, kind: 'signing' }];
  });
  return {
    investors: new Map(tastes.map(({ id }) => [id, anInvestor({}, id)])),
    projects: new Map(projects.map(({ facts }) => [facts.id, facts])),
    deeds,
  };
}

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
  const history = market();
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
    const renamed = market((kind, place) => {
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
