import { aDeed, aPair, aProject, aTouch } from '../matching.fixtures';
import { contacts } from './contacts.feature';

describe('contacts', () => {
  it('adds up offline steps, halving every year; a long meeting counts for more', () => {
    expect(
      contacts.value(aPair({ touches: [aTouch('visit', 365, 'site-visit'), aTouch('call', 0, 'call')] })),
    ).toBe(4);
    expect(
      contacts.value(aPair({ touches: [aTouch('m', 0, 'meeting-held', { durationMinutes: 90 })] })),
    ).toBe(4.5);
    expect(contacts.value(aPair({ touches: [aTouch('m', 0, 'meeting-missed')] }))).toBeUndefined();
  });

  it('counts a signing between the two', () => {
    expect(contacts.value(aPair({ deeds: [aDeed('signed', 0, aProject())] }))).toBe(14);
  });

  it('says so', () => {
    expect(contacts.reason(aPair({ touches: [aTouch('visit', 425, 'site-visit')] }), 3)).toEqual({
      zh: '距上次考察 14 个月',
      en: 'A site visit 14 months ago',
    });
    expect(
      contacts.reason(aPair({ touches: [aTouch('visit', 60, 'site-visit'), aTouch('call', 3, 'call')] }), 6)
        .zh,
    ).toBe('线下往来 2 次,最深的一次是考察,距今 2 个月');
  });
});
