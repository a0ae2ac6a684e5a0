import { Query } from '@nestjs/cqrs';
import { type ProjectProfile, type SharedInvestorProfile } from '@bole/contracts';
import { type PartyKind } from '../../party-kind';

export interface KeptProfile {
  readonly id: string;
  readonly revision: number;
  readonly source: string;
  readonly sourceId: string;
  readonly version: number;
  readonly updatedAt: string;
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
