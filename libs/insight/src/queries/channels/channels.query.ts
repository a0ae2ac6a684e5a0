import { Query } from '@nestjs/cqrs';
import { type Medium } from '../../contact-signals';
import { type DaySpan } from '../../days';
import { type ProjectFilter } from '../../store/pairs.sql';
import { type Share } from '../../wilson';

/** `from` and `to` are days of a pair's first contact. */
export interface ChannelsFilter extends DaySpan, ProjectFilter {}

/** Of the pairs that some contacts reached before they signed, or that have not signed. */
export interface Reach {
  /** Signals; a contact with the city as a whole counts once, however many pairs it reached. */
  readonly contacts: number;
  readonly pairs: number;
  readonly signed: number;
  /** `signed` in `pairs`; null of none. */
  readonly conversion: Share | null;
  /** From the first such contact to the signing; null where nobody signed. */
  readonly medianDaysToSigning: number | null;
}

/** By which ways a pair was reached; `none`: nobody noted a contact, or none before the signing. */
export const REACHED_BY = ['online', 'offline', 'both', 'none'] as const;
export type ReachedBy = (typeof REACHED_BY)[number];

export interface ChannelReach {
  /** Most pairs first; a pair counts for every channel that reached it. */
  readonly channels: readonly (Reach & { readonly medium: Medium; readonly channel: string })[];
  /** Channels that reached the fewest pairs, beyond the 500 that are given. */
  readonly leftOut: number;
  /** Online alone, offline alone, both: each pair counts once. What is seen together need not cause one another. */
  readonly reachedBy: readonly (Reach & { readonly by: ReachedBy })[];
}

/** How many of the pairs that a channel reached have signed. Throws InvalidInputError. */
export class ChannelsQuery extends Query<ChannelReach> {
  constructor(readonly filter: ChannelsFilter) {
    super();
  }
}
