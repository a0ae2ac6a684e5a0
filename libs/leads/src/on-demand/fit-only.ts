import { type PlaceFacts, rank, type Scored } from '@bole/matching';
import { NO_CITY } from '@bole/taxonomy';

/** What the two declare and have done in public, without what passed between them: that is another city's to use. */
export function fitOnly(scored: Scored): Scored {
  const { base, fit } = scored.parts;
  return {
    ...scored,
    score: base + fit,
    parts: { base, fit, intent: 0, relationship: 0 },
    contributions: scored.contributions.filter(({ group }) => group === 'fit'),
  };
}

/** Projects ranked for one city: its own by their whole score, those of others by fit. */
export function rankedFor(
  city: string | undefined,
  scored: readonly Scored[],
  placeOf: (projectId: string) => PlaceFacts | undefined,
): Scored[] {
  const isOwn = (id: string) => tenantOfPlace(placeOf(id)) === city;
  return rank(
    scored.map((one) => (isOwn(one.projectId) ? one : fitOnly(one))),
    'projects',
  );
}

/** The city, as a tenant, that a project at this place belongs to. */
export function tenantOfPlace(place: PlaceFacts | undefined): string {
  const { city } = place ?? {};
  return city !== undefined && /^\d{6}$/.test(city) ? city : NO_CITY;
}
