import { investorProfile, investorSubmittedV1, projectProfile, projectSubmittedV1 } from '@bole/contracts';
import { anInvestor, aProject } from '../matching.fixtures';
import { investorFacts } from './investor-facts';
import { commonPlaceGrain, placeFacts, placeKeys } from './place-facts';
import { projectFacts } from './project-facts';

describe('facts', () => {
  it('hold what matching needs, in its units, and survive JSON unchanged', () => {
    const project = projectFacts('prj_1', projectProfile.parse(projectSubmittedV1.golden.profile));
    expect(project).toMatchObject({
      industries: { codes: ['C384'], grains: ['C', 'C38', 'C384'] },
      place: { country: 'CHN', cluster: 'yangtze-delta', province: '320000', city: '320500' },
      capexCny: { min: 6e8, max: 1e9 },
      landMu: 200,
      window: { from: Date.parse('2026-03-01T00:00:00Z'), to: Date.parse('2028-01-01T00:00:00Z') },
      limits: { minCapexPerMuCny: 3e6, excludedIndustries: ['C25'] },
      open: true,
    });
    const investor = investorFacts('inv_1', investorProfile.parse(investorSubmittedV1.golden.profile));
    expect(JSON.parse(JSON.stringify([project, investor]))).toEqual([project, investor]);
    expect(Object.values(project)).not.toContain(undefined);
    expect(Object.values(investor)).not.toContain(undefined);
  });

  it('leave out what a profile does not say', () => {
    expect(aProject()).not.toHaveProperty('capexCny');
    expect(anInvestor()).toMatchObject({
      industries: { codes: [], grains: [] },
      presence: [],
      seeks: { places: [] },
    });
    expect(anInvestor()).not.toHaveProperty('home');
    expect(aProject({ capex: { currency: 'CNY' } })).not.toHaveProperty('capexCny');
  });

  it('turn other currencies into yuan, and none that has no rate', () => {
    const usd = aProject({ capex: { min: 1e6, currency: 'USD' } }).capexCny?.min ?? 0;
    expect(usd).toBeGreaterThan(5e6);
    expect(usd).toBeLessThan(9e6);
    expect(aProject({ capex: { min: 1e6, currency: 'XXX' } }).capexCny).toBeUndefined();
  });

  it('know places at their grains', () => {
    const shanghai = placeFacts({ country: 'CHN', division: '310115' });
    expect(placeKeys(shanghai)).toEqual(['CHN', 'yangtze-delta', '310000']);
    expect(commonPlaceGrain(shanghai, placeFacts({ country: 'CHN', division: '310000' }))).toBe(4);
    expect(placeKeys(placeFacts({ country: 'CHN', division: '320000' }))).toEqual([
      'CHN',
      'yangtze-delta',
      '320000',
    ]);
    expect(
      commonPlaceGrain(
        placeFacts({ country: 'USA', region: 'CA' }),
        placeFacts({ country: 'USA', region: 'NY' }),
      ),
    ).toBe(1);
    // Two towns of one name in different regions are not one.
    const springfield = (region: string) => placeFacts({ country: 'USA', region, city: 'Springfield' });
    expect(commonPlaceGrain(springfield('IL'), springfield('MA'))).toBe(1);
  });
});
