import { investorProfile, investorSubmittedV1, projectProfile, projectSubmittedV1 } from '@bole/contracts';
import { completenessOf } from './completeness';

const investor = investorProfile.parse(investorSubmittedV1.golden.profile);
const project = projectProfile.parse(projectSubmittedV1.golden.profile);

describe('completenessOf', () => {
  it('is whole for a profile that gives all that matching reads', () => {
    expect(completenessOf('investor', investor)).toEqual({ share: 1, missing: [] });
    expect(completenessOf('project', project)).toEqual({ share: 1, missing: [] });
  });

  it('names what is missing; what is empty is missing', () => {
    const seeks = investor.seeks && { ...investor.seeks, places: [], projectTypes: [] };
    expect(completenessOf('investor', { ...investor, products: [], seeks })).toEqual({
      share: 0.7,
      missing: ['products', 'seeks.places', 'seeks.projectTypes'],
    });
    const { chainGap: _gap, ...rest } = project;
    const abroad = { ...rest, place: { country: 'DEU' }, land: { areaMu: 100 } };
    expect(completenessOf('project', abroad)).toEqual({
      share: 0.75,
      missing: ['place.division', 'chainGap'],
    });
  });
});
