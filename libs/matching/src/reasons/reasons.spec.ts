import { investorSubmittedV1, projectSubmittedV1 } from '@bole/contracts';
import { aPair, aTouch } from '../matching.fixtures';
import { DEFAULT_MODEL } from '../ranker/default-model';
import { type Curve, type Model } from '../ranker/model';
import { score } from '../ranker/score';
import { comparison } from './comparison';
import { explain, reasonsOf } from './explain';
import { moved } from './moved';

const sides = { investor: investorSubmittedV1.golden.profile, project: projectSubmittedV1.golden.profile };
const touches = [aTouch('visit', 425, 'site-visit'), aTouch('no', 12, 'decline')];
const pair = aPair({ ...sides, touches });
const scored = score(pair, DEFAULT_MODEL);

describe('explain', () => {
  it('says in Chinese what speaks for and against a lead, strongest first', () => {
    const { for: pro, against } = explain(scored, pair, 'zh');
    expect(pro.map(({ text }) => text)).toEqual([
      '行业一致(C384 电池制造)',
      '意向地区包括江苏省',
      '可补链:生产当地缺少的隔膜',
      '投资规模相符(项目 6 亿元至 10 亿元)',
      '产品相关(储能电芯)',
      '距上次考察 14 个月',
      '已在长三角布局',
      '用地相符(200 亩)',
      '意向类型包括新建',
      '投资时间与项目时间吻合',
    ]);
    expect(against.map(({ text }) => text)).toEqual(['12 天前婉拒']);
    expect(against[0]).toMatchObject({ feature: 'refusals', group: 'intent', evidence: ['no'] });
  });

  it('says the same in English', () => {
    const texts = explain(scored, pair, 'en').for.map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        'Looks for places in Jiangsu',
        'Fills the gap in the local chain: makes 隔膜',
        'The size fits (the project seeks CNY 600 million to CNY 1 billion)',
        'A site visit 14 months ago',
        'Already present in Yangtze River Delta',
      ]),
    );
  });

  it('accounts for every point', () => {
    const total = reasonsOf(scored, pair).reduce((sum, { points }) => sum + points, scored.parts.base);
    expect(total).toBe(scored.score);
  });

  it('can say every feature, with or without a value, in both languages', () => {
    const curves = scored.contributions.map(
      ({ feature }) => [feature, { points: [[0, 1]], missing: -1 }] as const,
    );
    const model: Model = { version: 'm', base: 0, curves: Object.fromEntries<Curve>(curves) };
    for (const one of [aPair({}), pair])
      for (const { text } of reasonsOf(score(one, model), one)) {
        expect(text.zh).toMatch(/\p{Script=Han}/u);
        expect(text.en).not.toMatch(/undefined|NaN|null/);
        expect(text.zh).not.toMatch(/undefined|NaN|null/);
      }
  });
});

describe('moved', () => {
  it('names what changed the score, the most first, and adds up to its change', () => {
    const before = score(aPair({ ...sides, touches: [aTouch('click', 1, 'link-followed')] }), DEFAULT_MODEL);
    const changes = moved(before.contributions, scored.contributions);
    expect(changes.map(({ feature }) => feature)).toEqual(['refusals', 'contacts', 'online-interest']);
    expect(changes.reduce((sum, { points }) => sum + points, 0)).toBe(scored.score - before.score);
    expect(moved(undefined, scored.contributions)).toEqual([]);
    expect(moved(scored.contributions, scored.contributions)).toEqual([]);
  });

  it('takes what one side left out for 0', () => {
    expect(moved([{ feature: 'a', points: 2 }], [{ feature: 'b', points: 3 }])).toEqual([
      { feature: 'b', points: 3 },
      { feature: 'a', points: -2 },
    ]);
  });
});

describe('comparison', () => {
  it('says in one sentence why one ranks above the other', () => {
    const cold = score(
      aPair({
        ...sides,
        project: { ...sides.project, chainGap: undefined },
        touches: [aTouch('v', 1, 'call')],
      }),
      DEFAULT_MODEL,
    );
    const warm = score(aPair({ ...sides, touches: [aTouch('v', 3, 'mou')] }), DEFAULT_MODEL);
    const [a, b] = [
      { scored: warm, names: { zh: '甲', en: 'Alpha' } },
      { scored: cold, names: { zh: '乙', en: 'Beta' } },
    ];
    const ahead = (warm.score - cold.score).toFixed(1);
    expect(comparison(a, b)).toEqual({
      zh: expect.stringMatching(
        `^甲比乙高 ${ahead} 分,主要因为线下往来\\(\\+\\d\\.\\d\\)、补链\\(\\+6\\.0\\)。$`,
      ) as string,
      en: expect.stringMatching(
        `^Alpha is ${ahead} points ahead of Beta, mainly for contacts offline \\(\\+\\d\\.\\d\\), gap in the chain`,
      ) as string,
    });
    expect(comparison(a, a).en).toBe('Alpha and Alpha have the same score.');
  });
});
