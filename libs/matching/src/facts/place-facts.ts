import { type Place } from '@bole/contracts';
import { cityOf, clusterOf, province } from '@bole/taxonomy';
import { type PlaceFacts } from './facts';
import { present } from './present';

/** A contract's place at its grains. What the profile does not say is absent. */
export function placeFacts(place: Place): PlaceFacts {
  return place.division === undefined ? namedPlace(place) : dividedPlace(place.country, place.division);
}

/** The keys of a place, the widest first, without repeats; a municipality is province and city in one. */
export function placeKeys(place: PlaceFacts): readonly string[] {
  const keys = [place.country, place.cluster, place.province, place.city].filter((key) => key !== undefined);
  return [...new Set(keys)];
}

/** The finest grain that two places share: 0 none, 1 country, 2 city cluster, 3 province, 4 city. */
export function commonPlaceGrain(a: PlaceFacts, b: PlaceFacts): number {
  if (a.country !== b.country) return 0;
  if (a.city !== undefined && a.city === b.city) return 4;
  if (a.province !== undefined && a.province === b.province) return 3;
  return a.cluster !== undefined && a.cluster === b.cluster ? 2 : 1;
}

/** The key of `place` at a grain as `commonPlaceGrain` counts it. */
export function keyAtGrain(place: PlaceFacts, grain: number): string | undefined {
  return [undefined, place.country, place.cluster, place.province, place.city][grain];
}

function dividedPlace(country: string, division: string): PlaceFacts {
  return {
    country,
    ...present({ cluster: clusterOf(division)?.id, province: province(division), city: cityOf(division) }),
  };
}

function namedPlace({ country, region, city }: Place): PlaceFacts {
  const keyOf = (...names: readonly (string | undefined)[]) =>
    [country, ...names.map((name) => (name ?? '').trim().toLowerCase())].join(':');
  return {
    country,
    ...present({
      province: region === undefined ? undefined : keyOf(region),
      city: city === undefined ? undefined : keyOf(region, city),
    }),
  };
}
