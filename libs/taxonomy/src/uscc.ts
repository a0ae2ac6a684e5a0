import { fault, type IdentifierCheck, SOUND } from './identifier-check';

/**
 * Checks a unified social credit code 统一社会信用代码 (GB 32100-2015): 18 characters, of which 9 to 17 are an organisation code
 * (GB 11714-1997) with a check character of its own, and the last one checks the whole.
 * Faults: USCC_LENGTH_INVALID, USCC_CHARACTER_INVALID, USCC_ORGANISATION_CHECK_INVALID, USCC_CHECK_INVALID.
 */
export function checkUscc(code: string): IdentifierCheck {
  if (code.length !== LENGTH) return fault('USCC_LENGTH_INVALID', `${LENGTH} characters, not ${code.length}`);
  const foreign = [...code].find((character) => !ALPHABET.includes(character));
  if (foreign !== undefined)
    return fault(
      'USCC_CHARACTER_INVALID',
      `digits and capital letters without I, O, S, V, Z; not ${foreign}`,
    );
  if (!/^\d{6}$/.test(code.slice(2, 8)))
    return fault('USCC_CHARACTER_INVALID', 'a division code of six digits at places 3 to 8');
  const organisation = code.slice(8, 17);
  const inner = organisationCheckCharacter(organisation.slice(0, 8));
  if (organisation[8] !== inner)
    return fault(
      'USCC_ORGANISATION_CHECK_INVALID',
      `${inner} at place 17, the check character of the organisation code ${organisation.slice(0, 8)}`,
    );
  const check = usccCheckDigit(code.slice(0, 17));
  return code[17] === check
    ? SOUND
    : fault('USCC_CHECK_INVALID', `${check} at place 18, the check character of ${code.slice(0, 17)}`);
}

/** The 18th character of the code that begins with these 17 (GB 32100-2015, modulo 31). Throws a RangeError on others. */
export function usccCheckDigit(first17: string): string {
  const values = [...first17].map((character) => ALPHABET.indexOf(character));
  if (values.length !== 17 || values.includes(-1))
    throw new RangeError(`${first17} is not the beginning of a unified social credit code`);
  const sum = values.reduce((total, value, place) => total + value * (USCC_WEIGHTS[place] ?? 0), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The ninth character of the organisation code that begins with these 8 (GB 11714-1997, modulo 11). Throws a RangeError on others. */
export function organisationCheckCharacter(first8: string): string {
  if (!/^[0-9A-Z]{8}$/.test(first8))
    throw new RangeError(`${first8} is not the beginning of an organisation code`);
  const sum = [...first8].reduce(
    (total, character, place) => total + parseInt(character, 36) * (ORGANISATION_WEIGHTS[place] ?? 0),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

const LENGTH = 18;
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Powers of 3 modulo 31. */
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
