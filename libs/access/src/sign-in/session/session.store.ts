import { type Principal } from '../../principal';
import { sessionOf } from './session';

/**
 * SQL for the sessions that the caller may see and end: its own ($1: the person). A session that a city's provider vouched for
 * ($2: the caller's session) reaches those of that city ($3) alone: another city does not trust that provider.
 */
export const OWN_SESSIONS = `
  session.person_id = $1 and (session.city = $3 or exists (
    select from access.session as present where present.id = $2 and present.means <> 'single-sign-on'))`;

export function ownSessionParameters(by: Principal): readonly [string, string, string] {
  return [by.id, sessionOf(by).id, by.city];
}
