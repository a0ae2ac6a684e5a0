import { ancestors, normalizeIndustry } from '@bole/taxonomy';
import { type IndustryFacts } from './facts';

/** A contract's industry codes as GB/T 4754-2017, ISIC translated. Unknown codes are left out. */
export function industryFacts(given: readonly string[]): IndustryFacts {
  const codes = [...new Set(given.flatMap(normalizeIndustry))];
  return { codes, grains: [...new Set(codes.flatMap(ancestors))].sort() };
}

/** The level of a GB/T code: 1 section, 2 division, 3 group, 4 class. */
export function industryLevel(code: string): number {
  return Math.max(1, code.length - 1);
}

/** The deepest of `fineFirst` that is in `known`; undefined where they share no section. */
export function deepestCommon(fineFirst: readonly string[], known: ReadonlySet<string>): string | undefined {
  for (const code of fineFirst) if (known.has(code)) return code;
  return undefined;
}
