import { seededRandom } from '@bole/kernel';
import { anInvestor, aProject } from '../matching.fixtures';
import { prepareProject } from '../prepare/prepare-project';
import { DEFAULT_MODEL, groundedModel } from '../ranker/default-model';
import { score } from '../ranker/score';
import { type Deed } from '../records/records';
import { type DealHistory } from './deal-history';
import { evaluate, type EvaluationResult } from './evaluate';
import { backgroundOfPast, marketOf } from './market';
import { bm25Method } from './methods/bm25.method';
import { modelMethod } from './methods/model.method';
import { popularityMethod } from './methods/popularity.method';
import { randomMethod } from './methods/random.method';
import { splitHistory } from './split';
import { tasksOf } from './tasks';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const CUTOFF = new Date(day('2012-01-01'));
const END = new Date(day('2013-01-01'));
const OPTIONS = { cutoff: CUTOFF, end: END, leastProjects: 2 };
const INDUSTRIES = ['C3841', 'I6513', 'C2710', 'A0111'];

function deal(investorId: string, projectId: string, on: string, more: Partial<Deed> = {}): Deed {
  return { signalId: `${investorId} ${projectId} ${on}`, investorId, projectId, occurredAt: day(on), kind: 'signing', ...more }; // prettier-ignore
}

/** Four investors who each keep to an industry, and more projects of each industry after the cutoff. */
function market(): DealHistory {
  const random = seededRandom(7);
  const investors = INDUSTRIES.map((_, at) => anInvestor({}, `inv_${at}`));
  const projects = Array.from({ length: 80 }, (_, at) =>
    aProject({ industries: [INDUSTRIES[at % 4] ?? ''] }, `prj_${String(at).padStart(2, '0')}`),
  );
  const deeds = projects.map((project, at) =>
    deal(`inv_${at % 4}`, project.id, at < 40 ? `2011-0${1 + (at % 9)}-02` : `2012-0${1 + (at % 9)}-02`, {
      amountCny: 10 ** (6 + 2 * random()),
    }),
  );
  return historyOf(investors, projects, deeds);
}

function historyOf(
  investors: readonly ReturnType<typeof anInvestor>[],
  projects: readonly ReturnType<typeof aProject>[],
  deeds: readonly Deed[],
): DealHistory {
  return {
    investors: new Map(investors.map((facts) => [facts.id, facts])),
    projects: new Map(projects.map((facts) => [facts.id, facts])),
    deeds: [...deeds].sort((a, b) => a.occurredAt - b.occurredAt),
  };
}

function results(history: DealHistory): EvaluationResult {
  const split = splitHistory(history, OPTIONS);
  const methods = [modelMethod('bole', DEFAULT_MODEL), bm25Method, popularityMethod, randomMethod];
  return evaluate(split, marketOf(history, split), methods, () => 0);
}

describe('a split of a history', () => {
  const projects = ['p1', 'p2', 'p3', 'p4'].map((id) => aProject({}, id));
  const investors = ['a', 'b', 'c'].map((id) => anInvestor({}, id));
  const history = historyOf(investors, projects, [
    deal('a', 'p1', '2010-01-01'),
    deal('a', 'p2', '2011-01-01'),
    deal('b', 'p1', '2011-02-01'),
    deal('b', 'p2', '2011-12-31'),
    deal('c', 'p1', '2011-03-01'),
    // Again in what it holds; at once in a new one; then again, with more known; too late.
    deal('a', 'p1', '2012-02-01'),
    deal('c', 'p3', '2012-02-01', { fundingStage: 'angel' }),
    deal('a', 'p3', '2012-03-01', { amountCny: 7 }),
    deal('b', 'p3', '2012-04-01', { fundingStage: 'series-a', amountCny: 9 }),
    deal('a', 'p4', '2013-01-01'),
  ]);

  it('ranks who had enough projects, and seeks those pairs that deal for the first time', () => {
    const split = splitHistory(history, OPTIONS);
    expect(split.investors).toEqual(['a', 'b']);
    expect(split.projects).toEqual([
      {
        id: 'p3',
        warm: false,
        // Of the first that was known among the positives: the deal of c, who is not ranked, tells nothing.
        ask: { amountCny: 7, stage: 'series-a' },
        positives: [0, 1],
        held: [],
      },
    ]);
    expect(splitHistory(history, { ...OPTIONS, withoutAsk: true }).projects[0]?.ask).toEqual({});
  });

  it('gives warm projects and those who hold them tasks of their own', () => {
    const split = splitHistory(
      historyOf(investors, projects, [...history.deeds, deal('c', 'p2', '2010-05-05'), deal('c', 'p4', '2010-05-05'), deal('b', 'p4', '2012-05-05')]), // prettier-ignore
      OPTIONS,
    );
    const [aCold, bCold, aWarm, bWarm] = tasksOf(split);
    expect(aCold).toMatchObject({ name: 'A-cold', pool: [0, 1, 2], queries: [{ positives: [0, 1, 2] }] });
    expect(bCold?.queries.map(({ subject }) => subject)).toEqual([0, 1, 2]);
    expect(aWarm).toMatchObject({ queries: [{ subject: 1, positives: [1], excluded: [2] }] });
    expect(bWarm).toMatchObject({ pool: [1], queries: [{ subject: 1, positives: [0], excluded: [] }] });
  });
});

describe('an evaluation', () => {
  it('finds what there is to find, by methods that look, and not by those that do not', () => {
    const { 'A-cold': cold, 'A-warm': warm } = results(market());
    expect(cold).toMatchObject({ queries: 40, pool: 4, pairs: 40 });
    expect(cold.methods['bole']?.ndcg10).toBe(1);
    expect(cold.methods['bm25']?.ndcg10).toBe(1);
    expect(cold.methods['random']?.mrr).toBeLessThan(0.75);
    expect(warm.queries).toBe(0);
  });

  it.each([['without a background'], ['with one']])('scores as a live match does, by a model %s', (which) => {
    const history = market();
    const split = splitHistory(history, OPTIONS);
    const prepared = marketOf(history, split);
    const model = which === 'with one' ? groundedModel(backgroundOfPast(history, split.past)) : DEFAULT_MODEL;
    const [record, investor] = [prepared.records[3], prepared.investors[2]];
    if (record === undefined || investor === undefined) throw new Error('there is no such pair');
    const project = prepareProject(record, CUTOFF, model.background);
    const scorer = modelMethod('bole', model).fit(prepared);
    expect(scorer.investorsFor(3)[2]).toBe(score({ project, investor }, model).score);
  });

  it('is changed by nothing that happened on or after the cutoff', () => {
    const history = market();
    const later = history.deeds.flatMap((deed) =>
      deed.occurredAt < CUTOFF.getTime() ? [] : [deed, { ...deed, occurredAt: END.getTime() }],
    );
    const noise = Array.from({ length: 40 }, (_, at) =>
      deal('inv_0', `prj_${String(at).padStart(2, '0')}`, '2013-05-01', { amountCny: 1e9 }),
    );
    const past = history.deeds.filter(({ occurredAt }) => occurredAt < CUTOFF.getTime());
    expect(results({ ...history, deeds: [...past, ...later, ...noise] })).toEqual(results(history));
  });

  it('does not go by ids: others give the same but for ties', () => {
    const history = market();
    const renamed = (id: string) => `${id.slice(0, 4)}${String(97 - Number(id.slice(4)))}`;
    const swapped = historyOf(
      [...history.investors.values()].map((facts) => ({ ...facts, id: renamed(facts.id) })),
      [...history.projects.values()].map((facts) => ({ ...facts, id: renamed(facts.id) })),
      history.deeds.map((deed) => ({
        ...deed,
        investorId: renamed(deed.investorId),
        projectId: renamed(deed.projectId),
      })),
    );
    const cold = results(swapped)['A-cold'].methods['bole'];
    expect(cold?.ndcg10).toBe(results(history)['A-cold'].methods['bole']?.ndcg10);
  });
});
