import { Acting, ALL_CITIES, audiencesOf } from './acting-scope';

/**
 * The filter by which a search for projects cuts by the same rule as the database does, so that what the asker may not
 * see takes no place among the hits. The pipeline works for all cities and cuts nothing.
 */
export function audienceFacet(): Readonly<Record<string, readonly string[]>> {
  const scope = Acting.current();
  return scope === undefined || scope.city === ALL_CITIES.city ? {} : { audience: audiencesOf(scope) };
}
