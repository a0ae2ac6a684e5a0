import { Command } from '@nestjs/cqrs';
import { type Problem } from '@bole/kernel';
import { type PartyKind } from '../../party-kind';

export interface Submitted {
  /** The event that carries the submission; its records in the log and in a rejection bear it. */
  readonly eventId: string;
  /** The profile's id in Bole. */
  readonly profileId: string;
}

export interface SubmittedAndAwaited extends Submitted {
  /** `outdated`: a newer version of the record was kept. `pending`: not known within the time. */
  readonly outcome: 'recorded' | 'outdated' | 'pending';
}

/**
 * Takes one profile from a city, checks it whole and puts it on its inbound topic; when this resolves it is kept.
 * `submission` is `{ source, sourceId, version?, profile }`; without a version it is the instant of submission. With
 * `waitMs` it waits so long for what becomes of it.
 * Throws InvalidInputError with every problem found, unknown fields included, also where ingest rejects it meanwhile.
 */
export class SubmitProfileCommand extends Command<SubmittedAndAwaited> {
  constructor(
    readonly kind: PartyKind,
    readonly submission: unknown,
    /** The city that submits; its sources are its own, so that no two cities write one record. */
    readonly tenant: string,
    readonly waitMs = 0,
  ) {
    super();
  }
}

export type ProfileResult =
  | ({ readonly accepted: true } & Submitted)
  | { readonly accepted: false; readonly problems: readonly Problem[] };

/**
 * Takes many profiles from a city at once: what is right is taken though others are wrong; one result per submission, in
 * order. One that names the record of an earlier one, and has no higher version than it, is refused.
 */
export class SubmitProfilesCommand extends Command<readonly ProfileResult[]> {
  constructor(
    readonly kind: PartyKind,
    readonly submissions: readonly unknown[],
    readonly tenant: string,
  ) {
    super();
  }
}
