import { Command } from '@nestjs/cqrs';
import { type investorSubmittedV1, type projectSubmittedV1, type DataOf } from '@bole/contracts';
import { type Incoming, type Rejection } from '@bole/platform';
import { type PartyKind } from '../../party-kind';

export type SubmittedProfile = DataOf<typeof investorSubmittedV1> | DataOf<typeof projectSubmittedV1>;

export interface RecordedProfiles {
  /** `partyRefText` of every record that was new or changed. */
  readonly changedRefs: readonly string[];
  readonly rejected: number;
}

/** Takes a batch of submitted profiles in: checked, de-duplicated, newest version kept; what is wrong is rejected. One transaction. */
export class RecordProfilesCommand extends Command<RecordedProfiles> {
  constructor(
    readonly kind: PartyKind,
    readonly submissions: readonly Incoming<SubmittedProfile>[],
    /** Records of the same batch that could not even be decoded; they are rejected in the same transaction. */
    readonly undecodable: readonly Rejection[],
  ) {
    super();
  }
}
