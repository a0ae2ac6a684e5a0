import fc from 'fast-check';
import { checkLei, leiCheckDigits } from './lei';
import { checkUscc, organisationCheckCharacter, usccCheckDigit } from './uscc';

const characters = (alphabet: string, length: number) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map((list) => list.join(''));
const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const usccs = fc
  .tuple(
    characters('159Y', 1),
    characters('1239', 1),
    characters('0123456789', 6),
    characters(USCC_ALPHABET, 8),
  )
  .map((parts) => {
    const [department, kind, division, organisation] = parts;
    const first17 = `${department}${kind}${division}${organisation}${organisationCheckCharacter(organisation)}`;
    return `${first17}${usccCheckDigit(first17)}`;
  });

describe('unified social credit codes', () => {
  it('take the example of GB 32100-2015', () => {
    expect(checkUscc('91350100M000100Y43')).toEqual({ ok: true });
  });

  it('take what has its check characters, and nothing in which one character is another', () => {
    fc.assert(
      fc.property(usccs, fc.nat(17), fc.constantFrom(...USCC_ALPHABET), (code, place, other) => {
        expect(checkUscc(code)).toEqual({ ok: true });
        fc.pre(code[place] !== other);
        expect(checkUscc(code.slice(0, place) + other + code.slice(place + 1)).ok).toBe(false);
      }),
    );
  });

  it.each([
    ['91350100M000100Y4', { code: 'USCC_LENGTH_INVALID', expected: '18 characters, not 17' }],
    [
      '9135010OM000100Y43',
      { code: 'USCC_CHARACTER_INVALID', expected: 'digits and capital letters without I, O, S, V, Z; not O' },
    ],
    [
      '91350100M000100Y53',
      {
        code: 'USCC_ORGANISATION_CHECK_INVALID',
        expected: '4 at place 17, the check character of the organisation code M000100Y',
      },
    ],
    [
      '91350100M000100Y44',
      { code: 'USCC_CHECK_INVALID', expected: '3 at place 18, the check character of 91350100M000100Y4' },
    ],
  ])('say what is wrong with %s', (code, problem) => {
    expect(checkUscc(code)).toMatchObject({ ok: false, ...problem });
  });
});

describe('legal entity identifiers', () => {
  it('take a published one', () => {
    expect(checkLei('7LTWFZYICNSX8D621K86')).toEqual({ ok: true });
  });

  it('say which check digits would be right', () => {
    expect(checkLei('7LTWFZYICNSX8D621K87')).toMatchObject({
      code: 'LEI_CHECK_INVALID',
      expected: expect.stringContaining('86 at places') as string,
    });
    expect(checkLei('7LTWFZYICNSX8D621K8')).toMatchObject({ code: 'LEI_LENGTH_INVALID' });
    expect(checkLei('7ltwfzyicnsx8d621k86')).toMatchObject({ code: 'LEI_CHARACTER_INVALID' });
  });

  it('see a digit that is another digit, and a letter that is another letter', () => {
    fc.assert(
      fc.property(characters(DIGITS + LETTERS, 18), fc.nat(19), fc.nat(24), (first18, place, step) => {
        const code = first18 + leiCheckDigits(first18);
        expect(checkLei(code)).toEqual({ ok: true });
        const kind = DIGITS.includes(code.charAt(place)) ? DIGITS : LETTERS;
        const other = kind.charAt(
          (kind.indexOf(code.charAt(place)) + 1 + (step % (kind.length - 1))) % kind.length,
        );
        expect(checkLei(code.slice(0, place) + other + code.slice(place + 1)).ok).toBe(false);
      }),
    );
  });
});
