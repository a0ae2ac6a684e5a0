import { DAY_MS, NotFoundError } from '@bole/kernel';
import { type Permission } from '../../permission';
import { type Queries } from '../../people/store/person.store';
import { type ApiKey } from '../key.schema';

interface KeyRow {
  readonly id: string;
  readonly label: string;
  readonly scopes: readonly Permission[];
  readonly per_minute: number;
  readonly per_day: number;
  readonly created_by: string;
  readonly creator: string | null;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
  readonly former_until: Date | null;
  readonly last_used_at: Date | null;
  readonly last_used_ip: string | null;
  readonly day: Date;
  readonly day_count: number;
  readonly revision: string;
}

const KEY = `
  select key.id, label, scopes, per_minute, per_day, created_by, person.name as creator, key.created_at, expires_at,
    revoked_at, former_until, last_used_at, last_used_ip, day, day_count, key.revision
  from access.api_key as key
    join access.key_usage as usage on usage.key_id = key.id
    left join access.person on person.id = key.created_by`;

/** Keys of one city as people see them; `after`: the last item of the page before. */
export async function keysOf(
  queries: Queries,
  city: string,
  now: Date,
  limit: number,
  after?: { readonly createdAt: string; readonly id: string },
): Promise<ApiKey[]> {
  const rows = await queries.query<KeyRow>(
    `${KEY} where key.city = $1 and ($2::timestamptz is null or (key.created_at, key.id) < ($2, $3))
     order by key.created_at desc, key.id desc limit $4`,
    [city, after?.createdAt ?? null, after?.id ?? '', limit],
  );
  return rows.map((row) => toKey(row, now));
}

/** Throws NotFoundError. */
export async function keyOf(queries: Queries, city: string, id: string, now: Date): Promise<ApiKey> {
  const [row] = await queries.query<KeyRow>(`${KEY} where key.city = $1 and key.id = $2`, [city, id]);
  if (row === undefined) throw new NotFoundError('KEY_NOT_FOUND', `There is no key ${id}.`);
  return toKey(row, now);
}

function toKey(row: KeyRow, now: Date): ApiKey {
  const today = now.getTime() - (now.getTime() % DAY_MS);
  return {
    id: row.id,
    label: row.label,
    scopes: [...row.scopes],
    perMinute: row.per_minute,
    perDay: row.per_day,
    createdBy: { id: row.created_by, name: row.creator ?? '' },
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    formerSecretUntil:
      row.former_until !== null && row.former_until > now ? row.former_until.toISOString() : null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    lastUsedIp: row.last_used_ip,
    today: row.day.getTime() === today ? row.day_count : 0,
    revision: Number(row.revision),
  };
}
