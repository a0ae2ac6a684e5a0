import { InvalidInputError, shown } from '@bole/kernel';
import { type Placeholders } from '@bole/persistence';
import { industry, toIsic } from '@bole/taxonomy';

/**
 * SQL condition that a profile names this GB/T 4754-2017 industry, one under it, or an ISIC class that it corresponds to.
 * Throws InvalidInputError for a code that does not exist.
 */
export function ofIndustry(profile: string, code: string, given: Placeholders): string {
  if (industry(code) === undefined)
    throw new InvalidInputError([
      {
        code: 'INDUSTRY_UNKNOWN',
        field: 'industry',
        value: shown(code),
        expected: 'a GB/T 4754-2017 code such as C384',
      },
    ]);
  const isic = toIsic(code).map((one) => `isic4:${one}`);
  return `exists (select from jsonb_array_elements_text(${profile} -> 'industries') as named(code)
    where starts_with(named.code, ${given.add(code)}) or named.code = any(${given.add(isic)}::text[]))`;
}
