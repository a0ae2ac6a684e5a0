import { type Queries } from '../people/store/person.store';
import { type Share } from './share.schema';

interface ShareRow {
  readonly person_id: string;
  readonly name: string;
  readonly project_id: string;
  readonly shared_by: string;
  readonly shared_at: Date;
}

export interface ShareFilter {
  readonly personId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly limit: number;
  readonly after?: { readonly projectId: string; readonly personId: string } | undefined;
}

/** Shares of one city, by project and person. */
export async function sharesOf(
  queries: Queries,
  city: string,
  { personId, projectId, limit, after }: ShareFilter,
): Promise<Share[]> {
  const rows = await queries.query<ShareRow>(
    `select share.person_id, person.name, share.project_id, share.shared_by, share.shared_at
     from access.share join access.person on person.id = share.person_id
     where share.city = $1
       and ($2::text is null or share.person_id = $2) and ($3::text is null or share.project_id = $3)
       and ($4::text is null or (share.project_id, share.person_id) > ($4, $5))
     order by share.project_id, share.person_id limit $6`,
    [city, personId ?? null, projectId ?? null, after?.projectId ?? null, after?.personId ?? '', limit],
  );
  return rows.map((row) => ({
    personId: row.person_id,
    name: row.name,
    projectId: row.project_id,
    sharedBy: row.shared_by,
    sharedAt: row.shared_at.toISOString(),
  }));
}
