import { Query } from '@nestjs/cqrs';
import { type ProjectProfile, type SharedInvestorProfile } from '@bole/contracts';
import { type Completeness } from '../../completeness';
import { type PartyKind } from '../../party-kind';

export interface KeptProfile {
  readonly id: string;
  readonly revision: number;
  /** The record that the profile is of, as its owner names it; null: another city's. */
  readonly record: { readonly source: string; readonly sourceId: string; readonly version: number } | null;
  readonly updatedAt: string;
  /** The acting city's own: its project, or an investor that it has submitted a record of. */
  readonly mine: boolean;
  readonly completeness: Completeness;
  readonly profile: SharedInvestorProfile | ProjectProfile;
}

/** One profile as Bole keeps it. Throws NotFoundError. */
export class GetProfileQuery extends Query<KeptProfile> {
  constructor(
    readonly kind: PartyKind,
    readonly id: string,
  ) {
    super();
  }
}
