import { Query } from '@nestjs/cqrs';
import { type PartyKind } from '../../party-kind';
import { type ProfilePage } from '../list-profiles/list-profiles.query';

/** Profiles that a text finds, best first: by name (Chinese, pinyin, English) before anything else they say. */
export class FindProfilesQuery extends Query<ProfilePage> {
  constructor(
    readonly kind: PartyKind,
    readonly text: string,
    readonly limit: number,
  ) {
    super();
  }
}
