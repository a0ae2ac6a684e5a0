import { aCityTouch, aPair } from '../matching.fixtures';
import { cityContacts } from './city-contacts.feature';

describe('city contacts', () => {
  it('adds up offline steps towards the city as a whole', () => {
    const pair = aPair({
      touches: [aCityTouch('fair', 0, 'fair-check-in'), aCityTouch('visit', 365, 'site-visit')],
    });
    expect(cityContacts.value(pair)).toBe(4);
    expect(cityContacts.value(aPair({ touches: [aCityTouch('click', 0, 'page-view')] }))).toBeUndefined();
    expect(cityContacts.reason(pair, 4)).toEqual({
      zh: '与苏州市线下往来 2 次,最深的一次是考察,距今 12 个月',
      en: '2 contacts with Suzhou offline, the strongest a site visit 12 months ago',
    });
  });
});
