import { Command } from '@nestjs/cqrs';
import { type ProjectProfile, type SharedInvestorProfile } from '@bole/contracts';
import { type PartyKind } from '../../party-kind';

export interface Edited {
  readonly eventId: string;
  /** Pending: it is on the log, and ingest has not answered in time; it holds or is rejected later. */
  readonly outcome: 'recorded' | 'pending';
  readonly before: SharedInvestorProfile | ProjectProfile;
}

/**
 * Replaces a whole profile by what the city says of it now, if it is still at `revision` (undefined: whatever it is at).
 * The road is the log's, as for any submission: the edit is one more source record of the profile, under the city's own
 * source `bole`; what happens when an owner submits later stands with `checkEdits`. Contacts have roads of their own.
 * Throws NotFoundError, ForbiddenError for another city's project, PreconditionFailedError when the profile has moved on,
 * InvalidInputError with every problem found.
 */
export class EditProfileCommand extends Command<Edited> {
  constructor(
    readonly kind: PartyKind,
    readonly id: string,
    readonly profile: SharedInvestorProfile | ProjectProfile,
    readonly revision: number | undefined,
    readonly tenant: string,
  ) {
    super();
  }
}
