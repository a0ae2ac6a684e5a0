import { Query } from '@nestjs/cqrs';
import { type Medium } from '../../contact-signals';
import { type DaySpan } from '../../days';
import { type ProjectFilter } from '../../store/pairs.sql';

/**
 * How a signing is shared out among the contacts before it: all to the first, all to the last, evenly, by weights that
 * halve with every half-life before the last contact, or 40 % to the first, 40 % to the last and 20 % to those between.
 */
export const ATTRIBUTION_MODELS = [
  'firstTouch',
  'lastTouch',
  'linear',
  'timeDecay',
  'positionBased',
] as const;
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number];

/** `from` and `to` are days of the signing. */
export interface AttributionFilter extends DaySpan, ProjectFilter {
  /** Contacts longer before the signing than this count for nothing. */
  readonly windowDays: number;
  readonly halfLifeDays: number;
}

export interface Credit {
  /** A sum of shares of signings. */
  readonly signings: number;
  /** The same shares of the amounts signed, in yuan by reference rates. */
  readonly amountCny: number;
}
export type Credits = Readonly<Record<AttributionModel, Credit>>;

export interface ChannelCredits {
  readonly medium: Medium;
  readonly channel: string;
  /** Contacts that had a part in a signing, each counted once for each signing. */
  readonly contacts: number;
  readonly credits: Credits;
}

export interface Attribution {
  readonly signings: number;
  readonly amountCny: number;
  /** Signings whose amount is not known: their shares of amounts are of 0. */
  readonly withoutAmount: number;
  /** Signings with no contact within the window, and their amount: credited to nobody. */
  readonly unattributed: Credit;
  /** Most contacts first. With `unattributed`, the credits of each model add up to all signings. */
  readonly channels: readonly ChannelCredits[];
  /** Channels with the fewest contacts, beyond the 500 that are given. */
  readonly leftOut: number;
  readonly media: readonly {
    readonly medium: Medium;
    readonly contacts: number;
    readonly credits: Credits;
  }[];
}

/** To which channels, online and offline, the signings of the acting city are owed. Throws InvalidInputError. */
export class AttributionQuery extends Query<Attribution> {
  constructor(readonly filter: AttributionFilter) {
    super();
  }
}
