import { type Problem } from '@bole/kernel';
import { COMMON_STEMS, KEY_RUNS } from './common-passwords';

export const PASSWORD_CHARACTERS = { least: 12, most: 200 } as const;

/** Fewer different characters than this make a pattern, not a password. */
const DIFFERENT_CHARACTERS = 5;

/**
 * What is wrong with a new password, after NIST SP 800-63B section 5.1.1.2: length counts, common ones and ones that follow
 * from the person are refused, and nothing is asked of the kinds of characters. The password itself is never shown.
 */
export function passwordProblems(
  password: string,
  person: { readonly email: string; readonly name: string },
  field = 'password',
): Problem[] {
  const problem = (code: string, expected: string): Problem[] => [{ code, field, expected }];
  const characters = [...normalPassword(password)];
  const { least, most } = PASSWORD_CHARACTERS;
  if (characters.length < least) return problem('PASSWORD_TOO_SHORT', `${least} characters or more`);
  if (characters.length > most) return problem('PASSWORD_TOO_LONG', `${most} characters or fewer`);
  if (new Set(characters).size < DIFFERENT_CHARACTERS || isCommon(password))
    return problem('PASSWORD_COMMON', 'a password that is not among those tried first');
  if (containsAny(password, namesOf(person)))
    return problem('PASSWORD_CONTAINS_NAME', 'a password without the name or the address');
  return [];
}

/** The same password however a keyboard composes its characters. */
export function normalPassword(password: string): string {
  return password.normalize('NFKC');
}

function isCommon(password: string): boolean {
  const text = normalPassword(password).toLowerCase();
  if (KEY_RUNS.some((run) => run.includes(text) || [...run].reverse().join('').includes(text))) return true;
  const stem = plainLetters(text.replace(/^[^a-z]+|[^a-z]+$/g, ''));
  return COMMON_STEMS.has(stem) || COMMON_STEMS.has(unrepeated(stem)) || areAllStems(text);
}

/** `p@ssw0rd` as it is meant. */
function plainLetters(text: string): string {
  const meant: Readonly<Record<string, string>> = {
    '@': 'a',
    '4': 'a',
    '0': 'o',
    '1': 'i',
    '!': 'i',
    '3': 'e',
    $: 's',
    '5': 's',
  };
  return text.replace(/[@4013$!5]/g, (sign) => meant[sign] ?? sign);
}

/** The part that a text repeats, or the text itself. */
function unrepeated(text: string): string {
  return /^(.+?)\1+$/.exec(text)?.[1] ?? text;
}

/** Nothing but common words between digits and signs: `admin-password-2024`. */
function areAllStems(text: string): boolean {
  const words = text.split(/[^a-z]+/).filter((word) => word !== '');
  return words.length > 0 && words.every((word) => COMMON_STEMS.has(word));
}

function namesOf({ email, name }: { readonly email: string; readonly name: string }): string[] {
  const [local = ''] = email.split('@');
  const words = [email, local, ...name.split(/\s+/), name.replace(/\s+/g, '')];
  return words
    .map((word) => word.toLowerCase())
    .filter((word) => [...word].length >= (/\p{Script=Han}/u.test(word) ? 2 : 4));
}

function containsAny(password: string, words: readonly string[]): boolean {
  const text = normalPassword(password).toLowerCase();
  return words.some((word) => text.includes(word));
}
