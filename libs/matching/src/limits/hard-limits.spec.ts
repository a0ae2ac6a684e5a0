import { type InvestorProfileInput, type ProjectProfileInput } from '@bole/contracts';
import { anInvestor, aProject, AS_OF } from '../matching.fixtures';
import { hardLimits } from './hard-limits';

const limits = (investor: Partial<InvestorProfileInput>, project: Partial<ProjectProfileInput>) =>
  hardLimits(anInvestor(investor), aProject(project), AS_OF);
const codes = (...sides: Parameters<typeof limits>) => limits(...sides).map(({ code }) => code);
const most = (max: number) => ({ seeks: { capex: { max, currency: 'CNY' } } });

describe('hard limits', () => {
  it('cuts closed and past projects and withdrawn investors', () => {
    expect(codes({}, { status: 'closed' })).toEqual(['PROJECT_CLOSED']);
    expect(codes({ status: 'withdrawn' }, {})).toEqual(['INVESTOR_WITHDRAWN']);
    expect(codes({}, { timing: { to: '2025-12-30' } })).toEqual(['PROJECT_WINDOW_PAST']);
    expect(codes({}, { timing: { to: '2026-01-01' } })).toEqual([]);
  });

  it('cuts excluded kinds, and main industries under the negative list, not side lines', () => {
    expect(codes({ kind: 'fund' }, { limits: { excludedKinds: ['fund'] } })).toEqual([
      'INVESTOR_KIND_EXCLUDED',
    ]);
    expect(codes({ industries: ['C2511', 'I65'] }, { limits: { excludedIndustries: ['C25'] } })).toEqual([
      'INDUSTRY_EXCLUDED',
    ]);
    expect(codes({ industries: ['I65', 'C2511'] }, { limits: { excludedIndustries: ['C25'] } })).toEqual([]);
    expect(codes({ industries: ['C25'] }, { limits: { excludedIndustries: ['C2511'] } })).toEqual([]);
  });

  it('cuts investors that cannot place the least that is asked, by project and by area', () => {
    expect(codes(most(1e8), { limits: { minCapex: { amount: 2e8, currency: 'CNY' } } })).toEqual([
      'CAPEX_BELOW_MINIMUM',
    ]);
    expect(codes(most(1e8), { limits: { minCapex: { amount: 1e8, currency: 'CNY' } } })).toEqual([]);
    const dense = { land: { areaMu: 200 }, limits: { minCapexPerMuCny: 3e6 } };
    expect(limits(most(5e8), dense)).toEqual([
      {
        code: 'CAPEX_PER_MU_BELOW_MINIMUM',
        text: {
          zh: '投资商最多投 5 亿元,低于 200 亩用地的投资强度门槛 6 亿元',
          en: 'The investor places CNY 500 million at most, 200 mu of land ask for CNY 600 million at least',
        },
      },
    ]);
    expect(codes(most(6e8), dense)).toEqual([]);
  });

  it('never cuts for what is unknown or a guess', () => {
    const strict = {
      land: { areaMu: 200 },
      limits: {
        minCapexPerMuCny: 3e6,
        minCapex: { amount: 6e8, currency: 'CNY' },
        excludedIndustries: ['C25'],
      },
    };
    expect(codes({}, strict)).toEqual([]);
    expect(codes({ ...most(1e6), estimated: ['seeks.capex.max'] }, strict)).toEqual([]);
    expect(codes({ ...most(1e6), estimated: ['seeks'] }, strict)).toEqual([]);
    expect(codes({ industries: ['C25'], estimated: ['industries'] }, strict)).toEqual([]);
    expect(codes(most(1e6), { ...strict, limits: { minCapexPerMuCny: 3e6 }, estimated: ['land'] })).toEqual(
      [],
    );
    expect(codes({}, { timing: { to: '2020-01-01' }, estimated: ['timing'] })).toEqual([]);
  });
});
