import { type ProjectProfile, type SharedInvestorProfile } from '@bole/contracts';
import { type KeptProfile } from '../queries/get-profile/get-profile.query';

/** A row of intake.investor or intake.project. */
export interface ProfileRow {
  readonly id: string;
  readonly revision: string;
  readonly source: string;
  readonly source_id: string;
  readonly version: string;
  readonly updated_at: Date;
  readonly profile: SharedInvestorProfile | ProjectProfile;
}

export function toKeptProfile(row: ProfileRow): KeptProfile {
  return {
    id: row.id,
    revision: Number(row.revision),
    source: row.source,
    sourceId: row.source_id,
    version: Number(row.version),
    updatedAt: row.updated_at.toISOString(),
    profile: row.profile,
  };
}
