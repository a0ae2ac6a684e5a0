import { Query } from '@nestjs/cqrs';
import { type PartyKind } from '../../party-kind';
import { type KeptProfile } from '../get-profile/get-profile.query';

export interface ProfilePage {
  readonly items: readonly KeptProfile[];
  /** The id to ask on from, or null on the last page. */
  readonly next: string | null;
}

/** Profiles in order of id, from the one after `after`. */
export class ListProfilesQuery extends Query<ProfilePage> {
  constructor(
    readonly kind: PartyKind,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}
