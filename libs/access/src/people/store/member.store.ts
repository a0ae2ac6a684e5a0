import { ConflictError, NotFoundError, PreconditionFailedError } from '@bole/kernel';
import { type Transaction } from '@bole/persistence';
import { type Role } from '../../permission';
import { type Queries } from './person.store';
import { type Member } from '../person.schema';

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: 'zh' | 'en';
  readonly role: Role;
  readonly disabled: boolean;
  readonly joined_at: Date;
  readonly signed_in_at: Date | null;
  readonly revision: string;
}

const MEMBER = `
  select person.id, person.name, person.email, person.language, membership.role,
    person.disabled_at is not null as disabled, joined_at, signed_in_at, membership.revision
  from access.membership join access.person on person.id = membership.person_id`;

/** By address; `after`: the last address of the page before. */
export async function membersOf(
  queries: Queries,
  city: string,
  limit: number,
  after: string | undefined,
): Promise<Member[]> {
  const rows = await queries.query<MemberRow>(
    `${MEMBER} where city = $1 and ($2::text is null or email > $2) order by email limit $3`,
    [city, after ?? null, limit],
  );
  return rows.map(toMember);
}

/** Throws NotFoundError. */
export async function memberOf(queries: Queries, city: string, personId: string): Promise<Member> {
  const [row] = await queries.query<MemberRow>(`${MEMBER} where city = $1 and person_id = $2`, [
    city,
    personId,
  ]);
  if (row === undefined) throw new NotFoundError('PERSON_NOT_FOUND', `The city has no member ${personId}.`);
  return toMember(row);
}

/**
 * A member as it is now, held against change, with all administrators of the city: what depends on who is the last of them is
 * decided by one at a time. Throws NotFoundError, and PreconditionFailedError when it is at another revision than the caller read.
 */
export async function holdMember(
  transaction: Transaction,
  city: string,
  personId: string,
  revision?: number,
): Promise<Member> {
  await transaction.query(
    `select from access.membership where city = $1 and (role = 'administrator' or person_id = $2)
     order by person_id for update`,
    [city, personId],
  );
  const member = await memberOf(transaction, city, personId);
  if (revision !== undefined && revision !== member.revision)
    throw new PreconditionFailedError(
      'REVISION_MOVED_ON',
      `The member is at revision ${member.revision} now, not at ${revision}: read it again.`,
    );
  return member;
}

/** A city must keep somebody who can look after it. Throws ConflictError; the administrators are held. */
export async function refuseLastAdministrator(
  transaction: Transaction,
  city: string,
  { id, role, disabled }: Member,
): Promise<void> {
  if (role !== 'administrator' || disabled) return;
  const others = await transaction.query(
    `select from access.membership join access.person on person.id = person_id
     where city = $1 and role = 'administrator' and person_id <> $2 and disabled_at is null`,
    [city, id],
  );
  if (others.length === 0)
    throw new ConflictError(
      'LAST_ADMINISTRATOR',
      'This is the last administrator of the city: appoint another first.',
    );
}

function toMember(row: MemberRow): Member {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    language: row.language,
    role: row.role,
    disabled: row.disabled,
    joinedAt: row.joined_at.toISOString(),
    lastSignedInAt: row.signed_in_at?.toISOString() ?? null,
    revision: Number(row.revision),
  };
}
