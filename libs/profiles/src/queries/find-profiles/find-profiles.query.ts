import { Query } from '@nestjs/cqrs';
import { type PartyKind } from '../../party-kind';
import { type ProfileFilter, type ProfilePage } from '../list-profiles/list-profiles.query';

/**
 * Profiles that a text finds, best first: by name (Chinese, pinyin, English) before anything else they say. The filter cuts
 * what is found, of which 500 are looked at; one page, without a next.
 */
export class FindProfilesQuery extends Query<ProfilePage> {
  constructor(
    readonly kind: PartyKind,
    readonly text: string,
    readonly filter: ProfileFilter,
    readonly limit: number,
  ) {
    super();
  }
}

/** The ids alone, as the index has them: some may be of profiles that are gone. */
export class FindProfileIdsQuery extends Query<readonly string[]> {
  constructor(
    readonly kind: PartyKind,
    readonly text: string,
    readonly limit: number,
  ) {
    super();
  }
}
