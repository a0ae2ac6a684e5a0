import { email } from '@bole/contracts';
import { InvalidInputError, type Problem, shown } from '@bole/kernel';
import { type OutgoingMail } from '@bole/platform';

const address = email.max(254);
const MOST_SUBJECT = 500;
const MOST_TEXT = 200_000;
/** Line breaks in what becomes a header would begin a header of somebody else's making. */
const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,75}$/;
/** What the mail has anyway, and what says how it is to be read. */
const OURS =
  /^(?:from|sender|reply-to|to|cc|bcc|subject|date|message-id|in-reply-to|references|mime-version|content-.*|received|return-path|resent-.*|dkim-.*|auto-submitted)$/i;

/** Throws InvalidInputError with every fault of a mail. */
export function checkMail(mail: OutgoingMail): void {
  const problems = [...problemsOf(mail)];
  if (problems.length > 0) throw new InvalidInputError(problems);
}

function* problemsOf({ key, to, subject, text, html, headers = {} }: OutgoingMail): Generator<Problem> {
  if (key.length < 1 || key.length > 300)
    yield { code: 'MAIL_KEY_INVALID', field: 'key', value: shown(key), expected: '1 to 300 characters' };
  if (!address.safeParse(to.address).success)
    yield {
      code: 'MAIL_ADDRESS_INVALID',
      field: 'to.address',
      value: shown(to.address),
      expected: 'one address such as lin@example.org',
    };
  if (to.name !== undefined) yield* lineProblems('to.name', to.name, 200);
  yield* lineProblems('subject', subject, MOST_SUBJECT);
  for (const [field, value] of Object.entries({ text, html }))
    if (value !== undefined && (value.length > MOST_TEXT || value.includes('\0')))
      yield {
        code: 'MAIL_TEXT_INVALID',
        field,
        expected: `at most ${MOST_TEXT} characters, none of them NUL`,
      };
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name) || OURS.test(name))
      yield {
        code: 'MAIL_HEADER_INVALID',
        field: 'headers',
        value: shown(name),
        expected: 'the name of a header that a mail does not have anyway',
      };
    yield* lineProblems(`headers.${name}`, value, 900);
  }
}

function* lineProblems(field: string, value: string, most: number): Generator<Problem> {
  if (CONTROL.test(value))
    yield {
      code: 'MAIL_LINE_BREAK',
      field,
      value: shown(value),
      expected: 'one line without control characters',
    };
  else if (value.trim() === '' || value.length > most)
    yield { code: 'MAIL_LINE_LENGTH', field, value: shown(value), expected: `1 to ${most} characters` };
}
