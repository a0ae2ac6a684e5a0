import { type ProjectFacts } from '@bole/matching';

/**
 * The segments of a project: its industries at the grain of GB/T 4754 divisions (`C38`), each with its province or
 * region and each with its country, e.g. `C38|320000` and `C38|CHN`. Who dealt in a segment may deal in it again.
 */
export function segmentsOf(facts: ProjectFacts): string[] {
  const divisions = [...new Set(facts.industries.codes.map((code) => code.slice(0, 3)))];
  const places = [facts.place.province, facts.place.country].filter((place) => place !== undefined);
  return divisions.flatMap((division) => places.map((place) => `${division}|${place}`));
}
