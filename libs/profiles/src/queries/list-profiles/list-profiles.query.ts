import { Query } from '@nestjs/cqrs';
import { type PartyKind } from '../../party-kind';
import { type KeptProfile } from '../get-profile/get-profile.query';

/** Which profiles; what is absent cuts nothing. Members that a kind of profile does not have cut nothing of it. */
export interface ProfileFilter {
  /** Of an investor: company, fund … */
  readonly investorKind?: string | undefined;
  /** Of a project: new, expansion … */
  readonly projectType?: string | undefined;
  readonly visibility?: string | undefined;
  readonly status?: string | undefined;
  /** Of a project: the city that it belongs to. */
  readonly city?: string | undefined;
  /** GB/T 4754 at any grain; profiles in ISIC codes that correspond are found as well. */
  readonly industry?: string | undefined;
  /** ISO 3166-1 alpha-3: of a project, or where an investor is at home or present. */
  readonly country?: string | undefined;
  /** GB/T 2260 at any level: what lies in it. */
  readonly division?: string | undefined;
  readonly updatedSince?: Date | undefined;
  readonly mine?: boolean | undefined;
  /** Ids: none but these. */
  readonly among?: readonly string[] | undefined;
}

export const PROFILE_SORTS = ['name', '-name', '-updatedAt', 'updatedAt'] as const;
export type ProfileSort = (typeof PROFILE_SORTS)[number];

export interface ProfilePage {
  readonly items: readonly KeptProfile[];
  /** The cursor of the next page, or null on the last one. */
  readonly next: string | null;
}

/**
 * Profiles that the acting city may see, page by page. The pages together show the profiles that stood when the first was
 * read and have not changed since, each once: one that changes meanwhile is left out, and is found by `updatedSince`.
 * By name: the Chinese one, or the English one where there is none, in the order of their characters in Unicode.
 */
export class ListProfilesQuery extends Query<ProfilePage> {
  constructor(
    readonly kind: PartyKind,
    readonly filter: ProfileFilter,
    readonly page: {
      readonly sort: ProfileSort;
      readonly limit: number;
      readonly cursor?: string | undefined;
    },
  ) {
    super();
  }
}
