import { type Origin, type Principal } from '../principal';

/** Who did something, as the audit names it. `house`: the operator's command line; `nobody`: nobody who was known. */
export interface Actor {
  readonly kind: 'person' | 'key' | 'house' | 'nobody';
  readonly id: string;
  readonly name: string;
  readonly origin?: Origin;
}

/** Whoever works with `bole` on the command line, or the first start of a house. */
export const HOUSE: Actor = { kind: 'house', id: 'command-line', name: 'command line' };

export function actorOf({ kind, id, name, origin }: Principal): Actor {
  return { kind, id, name, ...(origin === undefined ? {} : { origin }) };
}

/** Somebody who is not signed in yet, or could not. */
export function strangerFrom(origin: Origin): Actor {
  return { kind: 'nobody', id: 'nobody', name: '', origin };
}
