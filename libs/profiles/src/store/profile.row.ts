import { type ProjectProfile, type SharedInvestorProfile } from '@bole/contracts';
import { Acting } from '@bole/persistence';
import { completenessOf } from '../completeness';
import { type PartyKind } from '../party-kind';
import { type KeptProfile } from '../queries/get-profile/get-profile.query';

/** A row of intake.investor or intake.project, with whether it is the acting city's own. */
export interface ProfileRow {
  readonly id: string;
  readonly revision: string;
  readonly source: string;
  readonly source_id: string;
  readonly version: string;
  readonly updated_at: Date;
  readonly profile: SharedInvestorProfile | ProjectProfile;
  readonly mine: boolean;
}

/** The columns of a `ProfileRow`, for a profile called `party`. Row-level security shows a city its own source records alone. */
export function profileColumns(kind: PartyKind): string {
  return `party.id, party.revision, party.source, party.source_id, party.version, party.updated_at, party.profile,
    ${isMine(kind)} as mine`;
}

export function isMine(kind: PartyKind): string {
  return kind === 'project'
    ? `(party.city = (select access.acting_city()))`
    : `exists (select from intake.source_record where source_record.kind = 'investor' and profile_id = party.id)`;
}

export function toKeptProfile(kind: PartyKind, row: ProfileRow): KeptProfile {
  return {
    id: row.id,
    revision: Number(row.revision),
    record: recordOf(row),
    updatedAt: row.updated_at.toISOString(),
    mine: row.mine,
    completeness: completenessOf(kind, row.profile),
    profile: row.profile,
  };
}

/** How another city calls its records, and that it has them, is its own affair. */
function recordOf({ source, source_id: sourceId, version }: ProfileRow): KeptProfile['record'] {
  const [, city, name] = /^(\d{6})\/(.*)$/s.exec(source) ?? [];
  if (city === undefined || name === undefined) return { source, sourceId, version: Number(version) };
  return city === Acting.current()?.city ? { source: name, sourceId, version: Number(version) } : null;
}
