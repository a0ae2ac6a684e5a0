import { AsyncLocalStorage } from 'node:async_hooks';
import { audienceOf } from '@bole/kernel';

/**
 * For whom the database is asked. The policies of row-level security read it; without one they show nothing that a
 * city keeps.
 */
export interface ActingScope {
  /** The city (GB/T 2260 code) whose own rows are seen, or `*`: the pipeline's work for all cities, which a gateway's role is refused. */
  readonly city: string;
  /** Cities that share with `city` through a cluster, itself left out. */
  readonly neighbours: readonly string[];
  /** The only projects that are seen, for an expert adviser; absent: no such restriction. */
  readonly projects?: readonly string[];
}

/** The pipeline's own scope: ingest, indexer and matcher work on what all cities hold. */
export const ALL_CITIES: ActingScope = { city: '*', neighbours: [] };

/** Finds out who asks: sees people, sessions and keys by what they present, and nothing that a city keeps. */
export const SIGN_IN: ActingScope = { city: 'sign-in', neighbours: [] };

const current = new AsyncLocalStorage<ActingScope>();

export const Acting = {
  /** Runs `work`, and all that it awaits, in `scope`. */
  run: <Result>(scope: ActingScope, work: () => Result): Result => current.run(scope, work),
  current: (): ActingScope | undefined => current.getStore(),
  /** The same text for the same view of the data: for the key of whatever is kept of what was read. */
  view: (): string => viewOf(current.getStore()),
};

/** A scope does not change, and is asked for with each record that is kept in memory. */
function viewOf(scope: ActingScope | undefined): string {
  if (scope === undefined) return '';
  let view = views.get(scope);
  if (view === undefined) views.set(scope, (view = scopeSettings(scope).join(' ')));
  return view;
}

const views = new WeakMap<ActingScope, string>();

/** The audiences that a scope belongs to: it sees the projects that are for one of them. */
export function audiencesOf({ city, neighbours }: ActingScope): readonly string[] {
  return [
    'public',
    audienceOf('city', city),
    ...[city, ...neighbours].map((sharing) => audienceOf('cluster', sharing)),
  ];
}

/** The settings of a connection that the policies read, in the order of `SCOPE_SETTINGS`. */
export function scopeSettings(scope: ActingScope | undefined): readonly string[] {
  if (scope === undefined) return ['', '{}', ''];
  return [
    scope.city,
    arrayLiteral(audiencesOf(scope)),
    scope.projects === undefined ? '' : arrayLiteral(scope.projects),
  ];
}

export const SCOPE_SETTINGS = ['bole.city', 'bole.audiences', 'bole.projects'] as const;

function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
