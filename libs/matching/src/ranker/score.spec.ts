import * as fc from 'fast-check';
import { investorSubmittedV1, projectSubmittedV1 } from '@bole/contracts';
import { seededRandom } from '@bole/kernel';
import { type Pair } from '../features/feature';
import { FEATURES } from '../features/registry';
import { aCityTouch, aDeed, anInvestor, aPair, aProject, AS_OF, aTouch, daysAgo } from '../matching.fixtures';
import { backgroundOf } from '../prepare/background';
import { prepareInvestor } from '../prepare/prepare-investor';
import { prepareProject } from '../prepare/prepare-project';
import { type InvestorRecord, type ProjectRecord } from '../records/records';
import { DEFAULT_MODEL } from './default-model';
import { type Model } from './model';
import { score } from './score';
import { type Contribution, type Scored } from './scored';

const investorProfile = investorSubmittedV1.golden.profile;
const projectProfile = projectSubmittedV1.golden.profile;
const scoreOf = (pair: Pair) => score(pair, DEFAULT_MODEL);
const pointsOf = (scored: Scored, feature: string) =>
  scored.contributions.find((one) => one.feature === feature)?.points;

/** A record with something for every feature, some of it after `AS_OF`. */
const past = (id: string, day: number) =>
  aDeed(`sig_d${id}`, day, aProject({ ...projectProfile, industries: ['C3841'] }, `prj_${id}`), {
    amountCny: 10 ** (7 + day / 100),
    fundingStage: day % 2 === 0 ? 'series-a' : 'series-b',
  });
const INVESTOR: InvestorRecord = {
  facts: anInvestor(investorProfile),
  deeds: [1, 33, 71, 150, 340, 1000].map((day, at) => past(String(at), day)),
  touches: [
    ...(
      ['link-followed', 'download', 'site-visit', 'meeting-held', 'meeting-missed', 'decline', 'mou'] as const
    ).map((kind, at) => aTouch(`sig_t${at}`, 3 + at * 17, kind)),
    aCityTouch('sig_c1', 9, 'fair-check-in'),
    aCityTouch('sig_c2', 5, 'page-view'),
  ],
};
const PROJECT: ProjectRecord = {
  facts: aProject({ ...projectProfile, fundingStage: 'series-a' }),
  deeds: [
    aDeed('sig_x', 40, 'prj_p', { investorId: 'inv_x' }),
    aDeed('sig_y', 20, 'prj_p', { investorId: 'inv_y' }),
  ],
  holdings: [
    { investorId: 'inv_x', projectId: 'prj_1', since: daysAgo(90) },
    { investorId: 'inv_y', projectId: 'prj_1', since: daysAgo(80) },
    { investorId: 'inv_y', projectId: 'prj_4', since: daysAgo(300) },
  ],
};
const BACKGROUND = backgroundOf([...INVESTOR.deeds].reverse());
const prepared = (investor: InvestorRecord, project: ProjectRecord): Pair => ({
  investor: prepareInvestor(investor, AS_OF),
  project: prepareProject(project, AS_OF, BACKGROUND),
});

describe('score', () => {
  it('is exactly the sum of its contributions, in any order and for any model', () => {
    const curve = fc.record({
      points: fc
        .uniqueArray(
          fc.tuple(
            fc.double({ min: -5, max: 20, noNaN: true }),
            fc.double({ min: -50, max: 50, noNaN: true }),
          ),
          {
            // -0 and 0 are one value to a curve.
            selector: ([value]) => value + 0,
            minLength: 1,
            maxLength: 6,
          },
        )
        .map((points) => points.sort(([a], [b]) => a - b)),
      missing: fc.double({ min: -9, max: 9, noNaN: true }),
    });
    const curves = fc.record(Object.fromEntries(FEATURES.map(({ name }) => [name, curve])));
    const pair = prepared(INVESTOR, PROJECT);
    fc.assert(
      fc.property(
        curves,
        fc.double({ min: -20, max: 20, noNaN: true }),
        fc.integer(),
        (drawn, base, seed) => {
          const backed = { base: base / 3, curves: DEFAULT_MODEL.curves };
          const model: Model = {
            version: 'drawn',
            base,
            curves: drawn,
            ...(seed % 2 === 0 ? {} : { backed }),
          };
          const scored = score(pair, model);
          const summed = shuffled(scored.contributions, seed).reduce(
            (sum, { points }) => sum + points,
            scored.parts.base,
          );
          expect(summed).toBe(scored.score);
          const { fit, intent, relationship } = scored.parts;
          expect(relationship + intent + fit + scored.parts.base).toBe(scored.score);
        },
      ),
    );
  });

  it('uses every feature on a full record, and is the same to the last digit however the record was shuffled', () => {
    const whole = scoreOf(prepared(INVESTOR, PROJECT));
    expect(whole.contributions.filter(({ value }) => value === null).map(({ feature }) => feature)).toEqual(
      [],
    );
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const investor = {
          ...INVESTOR,
          deeds: shuffled(INVESTOR.deeds, seed),
          touches: shuffled(INVESTOR.touches, seed + 1),
        };
        const project = {
          ...PROJECT,
          deeds: shuffled(PROJECT.deeds, seed),
          holdings: shuffled(PROJECT.holdings, seed),
        };
        expect(scoreOf(prepared(investor, project))).toEqual(whole);
      }),
    );
  });

  it('does not see what happened after the instant as of which it is computed, but what happened at it', () => {
    const before = scoreOf(prepared(INVESTOR, PROJECT));
    const later = -1 / 86_400_000;
    const future = {
      investor: {
        ...INVESTOR,
        deeds: [...INVESTOR.deeds, past('9', later)],
        touches: [
          ...INVESTOR.touches,
          aTouch('sig_f', later, 'site-visit'),
          aCityTouch('sig_g', later, 'inquiry'),
        ],
      },
      project: {
        ...PROJECT,
        deeds: [...PROJECT.deeds, aDeed('sig_z', later, 'prj_p', { investorId: 'inv_z' })],
        holdings: [...PROJECT.holdings, { investorId: 'inv_x', projectId: 'prj_2', since: daysAgo(later) }],
      },
    };
    expect(scoreOf(prepared(future.investor, future.project))).toEqual(before);
    const now = { ...INVESTOR, touches: [...INVESTOR.touches, aTouch('sig_f', 0, 'site-visit')] };
    expect(scoreOf(prepared(now, PROJECT)).score).toBeGreaterThan(before.score);
  });

  it('gives a missing value its own points, which are not those of zero', () => {
    const model: Model = { version: 'm', base: 0, curves: { volume: { points: [[0, -2]], missing: 3 } } };
    const missing = score(aPair({}), model);
    const zero = score(aPair({ deeds: [aDeed('s', 900, 'prj_1')] }), model);
    expect([missing.score, zero.score]).toEqual([3, -2]);
    const volumeOf = ({ contributions }: Scored) =>
      contributions.find(({ feature }) => feature === 'volume') as Contribution;
    expect([volumeOf(missing).value, volumeOf(zero).value]).toEqual([null, 0]);
  });

  it('refuses a model that is wrong and sides of different instants', () => {
    const wrong = { version: '', base: NaN, curves: { luck: { points: [], missing: 0 }, size: { points: [[1, 0], [1, 2]], missing: 0 } } } as const; // prettier-ignore
    expect(() => score(aPair({}), wrong)).toThrow(
      /MODEL_VERSION_MISSING.*MODEL_NUMBER_INVALID: base.*MODEL_FEATURE_UNKNOWN: curves.luck.*MODEL_CURVE_UNSORTED: curves.size.points.1/,
    );
    const other = prepareProject(PROJECT, new Date(0));
    expect(() => score({ ...prepared(INVESTOR, PROJECT), project: other }, DEFAULT_MODEL)).toThrow(
      RangeError,
    );
  });
});

describe('the default model', () => {
  const declared = { investor: investorProfile, project: projectProfile };
  const confirming = [past('1', 200), past('2', 500)];
  const warm = [
    aTouch('visit', 20, 'site-visit'),
    aTouch('talk', 60, 'meeting-held'),
    aTouch('ask', 4, 'answer', { answer: 'interested' }),
  ];

  it('gives a superb lead 90 to 100 points and one that merely does not contradict 10 to 20', () => {
    const superb = scoreOf(aPair({ ...declared, deeds: confirming, touches: warm }));
    const weak = scoreOf(
      aPair({
        investor: { industries: ['C14'], home: { country: 'CHN', division: '110000' } },
        project: projectProfile,
      }),
    );
    expect(superb.score).toBeGreaterThanOrEqual(90);
    expect(superb.score).toBeLessThanOrEqual(100);
    expect(weak.score).toBeGreaterThanOrEqual(10);
    expect(weak.score).toBeLessThanOrEqual(20);
  });

  it('never lowers a lead for a nearer industry, declared or revealed', () => {
    const scores = ['I65', 'C14', 'C381', 'C3849', 'C3841'].map((code) => {
      const deeds = [aDeed('s', 100, aProject({ industries: [code] }, 'prj_1'))];
      return scoreOf(aPair({ investor: { industries: [code] }, project: { industries: ['C3841'] }, deeds }))
        .score;
    });
    expect([...scores].sort((a, b) => a - b)).toEqual(scores);
    expect(new Set(scores).size).toBe(5);
  });

  it('raises a lead for a site visit, lowers it for a missed meeting, and for a refusal in intent alone', () => {
    const plain = scoreOf(aPair(declared));
    const after = (...touches: Parameters<typeof aTouch>[]) =>
      scoreOf(aPair({ ...declared, touches: touches.map((touch) => aTouch(...touch)) }));
    const visited = after(['v', 10, 'site-visit']);
    expect(visited.parts.relationship).toBeGreaterThan(plain.parts.relationship);
    expect(visited.score).toBeGreaterThan(plain.score);
    expect(after(['m', 10, 'meeting-missed']).parts.relationship).toBeLessThan(plain.parts.relationship);
    const refused = after(['d', 10, 'decline']);
    expect(refused.parts.intent).toBeLessThan(plain.parts.intent);
    expect({ ...refused.parts, intent: 0 }).toEqual({ ...plain.parts, intent: 0 });
  });

  it('lets online interest fade in weeks and a site visit in years', () => {
    const faded = (kind: 'inquiry' | 'site-visit', feature: string, days: number) =>
      pointsOf(scoreOf(aPair({ ...declared, touches: [aTouch('t', days, kind)] })), feature) ?? NaN;
    expect(faded('inquiry', 'online-interest', 60)).toBeLessThan(faded('inquiry', 'online-interest', 0) / 3);
    expect(faded('site-visit', 'contacts', 60)).toBeGreaterThan(faded('site-visit', 'contacts', 0) * 0.8);
  });
});

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = seededRandom(seed);
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
