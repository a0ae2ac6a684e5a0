import { InvalidInputError, shown } from '@bole/kernel';
import { codesWithinIndustry } from './industries';

/**
 * What `industry` means wherever something is asked for by it: the codes of which a profile names one. Throws
 * InvalidInputError for a code that GB/T 4754-2017 does not have.
 */
export function askedIndustry(code: string): readonly string[] {
  const codes = codesWithinIndustry(code);
  if (codes.length > 0) return codes;
  throw new InvalidInputError([
    {
      code: 'INDUSTRY_UNKNOWN',
      field: 'industry',
      value: shown(code),
      expected: 'a GB/T 4754-2017 code such as C384',
    },
  ]);
}
