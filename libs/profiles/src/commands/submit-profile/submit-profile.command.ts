import { Command } from '@nestjs/cqrs';
import { type PartyKind } from '../../party-kind';

export interface Submitted {
  /** The event that carries the submission; its records in the log and in a rejection bear it. */
  readonly eventId: string;
  /** The profile's id in Bole. */
  readonly profileId: string;
}

/**
 * Takes one profile from outside, checks it whole and puts it on its inbound topic; when this resolves it is kept.
 * `tenant` is the city that submits; its sources are its own, so that no two cities write one record.
 * `submission` is `{ source, sourceId, version?, profile }`; without a version it is the instant of submission.
 * Throws InvalidInputError with every problem found, unknown fields included.
 */
export class SubmitProfileCommand extends Command<Submitted> {
  constructor(
    readonly kind: PartyKind,
    readonly submission: unknown,
    readonly tenant?: string,
  ) {
    super();
  }
}
