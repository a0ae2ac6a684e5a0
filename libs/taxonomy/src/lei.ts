import { fault, type IdentifierCheck, SOUND } from './identifier-check';

/**
 * Checks a legal entity identifier (ISO 17442): 18 letters and digits and two check digits by ISO 7064 MOD 97-10.
 * Faults: LEI_LENGTH_INVALID, LEI_CHARACTER_INVALID, LEI_CHECK_INVALID.
 */
export function checkLei(code: string): IdentifierCheck {
  if (code.length !== 20) return fault('LEI_LENGTH_INVALID', `20 characters, not ${code.length}`);
  if (!/^[0-9A-Z]{18}[0-9]{2}$/.test(code))
    return fault('LEI_CHARACTER_INVALID', '18 digits and capital letters, then two check digits');
  const check = leiCheckDigits(code.slice(0, 18));
  return code.slice(18) === check
    ? SOUND
    : fault('LEI_CHECK_INVALID', `${check} at places 19 and 20, the check digits of ${code.slice(0, 18)}`);
}

/** The two check digits of the identifier that begins with these 18 characters. Throws a RangeError on others. */
export function leiCheckDigits(first18: string): string {
  if (!/^[0-9A-Z]{18}$/.test(first18))
    throw new RangeError(`${first18} is not the beginning of a legal entity identifier`);
  return String(98 - remainderBy97(`${first18}00`)).padStart(2, '0');
}

/** The remainder of the number that results when every letter is written as two digits, A as 10 to Z as 35. */
function remainderBy97(text: string): number {
  return [...text].reduce((rest, character) => {
    const value = parseInt(character, 36);
    return (rest * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
}
