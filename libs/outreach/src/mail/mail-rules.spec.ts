import { InvalidInputError } from '@bole/kernel';
import { type OutgoingMail } from '@bole/platform';
import { checkMail } from './mail-rules';

const mail: OutgoingMail = {
  city: '320500',
  key: 'invitation:1',
  to: { address: 'lin@example.org', name: '林 (示例)' },
  subject: '邀请 · Invitation',
  text: 'Good day,\n\nhere is the link.',
  headers: { 'List-Unsubscribe': '<https://example.org/u>' },
};

const codes = (change: Partial<OutgoingMail>): string[] => {
  try {
    checkMail({ ...mail, ...change });
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.problems.map(({ code, field }) => `${code} ${field}`);
  }
};

describe('checkMail', () => {
  it('takes a mail in Chinese with lines in its text', () => {
    expect(codes({})).toEqual([]);
  });

  it.each<[string, Partial<OutgoingMail>, string]>([
    [
      'a subject that begins a header',
      { subject: 'Hello\r\nBcc: all@example.org' },
      'MAIL_LINE_BREAK subject',
    ],
    ['a lone line feed', { subject: 'Hello\nBcc: x' }, 'MAIL_LINE_BREAK subject'],
    [
      'a name that ends the header',
      { to: { address: 'a@example.org', name: 'A\rBcc: x' } },
      'MAIL_LINE_BREAK to.name',
    ],
    ['a line separator', { subject: 'a\u2028Bcc: x' }, 'MAIL_LINE_BREAK subject'],
    ['a NUL in the subject', { subject: 'a\0b' }, 'MAIL_LINE_BREAK subject'],
    ['half a surrogate pair', { subject: 'a\ud800' }, 'MAIL_LINE_BREAK subject'],
    [
      'an address with a header in it',
      { to: { address: 'a@example.org\r\nBcc: b@example.org' } },
      'MAIL_ADDRESS_INVALID to.address',
    ],
    ['two addresses', { to: { address: 'a@example.org, b@example.org' } }, 'MAIL_ADDRESS_INVALID to.address'],
    ['a header of ours', { headers: { bcc: 'b@example.org' } }, 'MAIL_HEADER_INVALID headers'],
    ['a header name with a colon', { headers: { 'X: y\r\nBcc': 'z' } }, 'MAIL_HEADER_INVALID headers'],
    [
      'a header value with a line break',
      { headers: { 'X-Note': 'a\r\nBcc: b' } },
      'MAIL_LINE_BREAK headers.X-Note',
    ],
    ['an empty subject', { subject: ' ' }, 'MAIL_LINE_LENGTH subject'],
    ['a text with NUL', { text: 'a\0' }, 'MAIL_TEXT_INVALID text'],
  ])('refuses %s', (_, change, problem) => {
    expect(codes(change)).toEqual([problem]);
  });
});
