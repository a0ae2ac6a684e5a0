import { aDeed, aPair, aProject } from '../matching.fixtures';
import { similarDeals } from './similar-deals.feature';

const suzhou = { country: 'CHN', division: '320500' };
const project = { industries: ['C3841'], fundingStage: 'series-a' as const };
const past = (id: string, days: number, profile: Parameters<typeof aProject>[0], more = {}) =>
  aDeed(`sig_${id}`, days, aProject({ place: suzhou, ...profile }, `prj_${id}`), more);
const alike = past('1', 400, { industries: ['C3841'] }, { fundingStage: 'series-a' });
const other = past('2', 30, { industries: ['I65'], place: { country: 'DEU' } });
const valueOf = (...deeds: (typeof alike)[]) => similarDeals.value(aPair({ project, deeds })) ?? NaN;

describe('similar deals', () => {
  it('grows with every deal, most with one that is alike in all respects at once', () => {
    expect(valueOf(other)).toBeLessThan(valueOf(alike));
    expect(valueOf(alike)).toBeLessThan(valueOf(alike, other));
    const apart = [
      past('3', 400, { industries: ['C3841'], place: { country: 'DEU' } }),
      past('4', 400, { industries: ['I65'] }, { fundingStage: 'series-a' }),
    ];
    expect(valueOf(...apart)).toBeLessThan(valueOf(alike));
    expect(similarDeals.value(aPair({ project }))).toBeUndefined();
  });

  it('is a share of what the market does: the same deal says more where few are made', () => {
    const market = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ ...alike, projectId: `prj_m${at}`, investorId: 'inv_m' }));
    const inMarket = (count: number) =>
      similarDeals.value(aPair({ project, deeds: [alike], market: market(count) })) ?? NaN;
    expect(inMarket(40) - inMarket(80)).toBeCloseTo(Math.log(2), 2);
  });

  it('takes a second deed of the same project for the same entry', () => {
    const again = { ...alike, signalId: 'sig_again', occurredAt: alike.occurredAt + 1 };
    expect(valueOf(alike, again)).toBe(valueOf(alike));
  });

  it('names the closest deals and what they have in common', () => {
    const pair = aPair({ project, deeds: [alike, other] });
    expect(similarDeals.evidence(pair)).toEqual(['sig_1', 'sig_2']);
    expect(similarDeals.reason(pair, -3)).toEqual({
      zh: expect.stringMatching(/^过往 2 个项目中最相近的:C3841 .+、苏州市、同一融资阶段$/) as string,
      en: expect.stringMatching(/^The closest of 2 past projects: C3841 .+, Suzhou, same stage$/) as string,
    });
    expect(similarDeals.reason(aPair({ project, deeds: [other] }), -9).en).toBe(
      'None of 1 past project is close to this one',
    );
  });
});
