import { Command } from '@nestjs/cqrs';
import { type Author } from '../../contact';
import { type ChangedContact } from '../add-contact/add-contact.command';

export interface StatedConsent {
  readonly status: 'granted' | 'withdrawn';
  /** What the consent is for; a grant needs it. */
  readonly purpose?: string | undefined;
  /** RFC 3339: when the person said so; absent: now. */
  readonly at?: string | undefined;
  /** How and where the person said so, for whoever asks later. */
  readonly proof?: string | undefined;
}

/**
 * Puts on record what a person said about consent. It holds for all contacts of the city that are this person. Throws
 * NotFoundError, PreconditionFailedError, InvalidInputError, and ConflictError when a later statement is on record.
 */
export class RecordConsentCommand extends Command<ChangedContact> {
  constructor(
    readonly city: string,
    readonly by: Author,
    readonly id: string,
    readonly revision: number | undefined,
    readonly consent: StatedConsent,
  ) {
    super();
  }
}
