import { type Answer, type Call } from './api';
import { type Asker } from './askers';
import { type Inhabited, type Place, type Stage } from './inhabitants';
import { markOf } from './places';

/** What an answer tells an asker of Suzhou that it should not know. What the asker itself named in vain may stand in the refusal. */
export function leaksTo(
  by: Asker,
  { cities }: Stage,
  call: Call,
  { status, text, headers }: Answer,
): string[] {
  const told = `${status >= 400 ? withoutNamed(text, call) : text}\n${[...headers].join('\n')}`;
  const secrets = (['own', 'cluster', 'foreign'] as const).flatMap((place) => secretsOf(cities[place], by));
  return secrets.filter((secret) => told.includes(secret));
}

/** What a city keeps from all others but, as for the project of its cluster, those that share with it. */
export function keptBy(city: Inhabited): string[] {
  const { projects, contact, lead, signal, things } = city;
  return [projects.cluster, projects.city, contact, lead, signal, ...things.values(), `only-${city.code}`];
}

/** What people of Suzhou must not see of a city, and of their own what an adviser must not. */
function secretsOf(city: Inhabited, { role }: Asker): string[] {
  const { place, projects, contact, lead, signal, things, askers } = city;
  if (place === 'own' && role !== 'adviser') return [];
  const hidden: readonly ('public' | 'cluster' | 'city')[] =
    place === 'own' ? ['public', 'cluster'] : place === 'cluster' ? ['city'] : ['cluster', 'city'];
  const kept = [
    ...hidden.flatMap((visibility) => [projects[visibility], markOf(place, `${visibility}-project`)]),
    ...[contact, lead, signal, ...marks(place)],
  ];
  if (place === 'own') return kept;
  return [
    ...kept,
    ...things.values(),
    markOf(place, 'note'),
    ...Object.values(askers.people).flatMap(({ person }) =>
      person === undefined
        ? []
        : [person.principal.id, person.token, person.principal.session?.id ?? person.token],
    ),
    `${city.code}@house.example`,
  ];
}

function marks(place: Place): string[] {
  return ['contact', 'signal', 'channel'].map((what) => markOf(place, what));
}

function withoutNamed(text: string, { params, query, body }: Call): string {
  const named = [params, query, body].flatMap((part) =>
    Object.values((part ?? {}) as Record<string, unknown>).filter(
      (value) => typeof value === 'string' && value !== '',
    ),
  ) as string[];
  return named.reduce((rest, value) => rest.replaceAll(value, ''), text);
}
