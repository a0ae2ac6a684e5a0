import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, decodeCursor, encodeCursor } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { type Invitation, type InvitationList } from '../../person.schema';
import { ListInvitationsQuery } from './list-invitations.query';

type InvitationRow = Pick<Invitation, 'id' | 'email' | 'role' | 'language'> & {
  readonly invited_by: string;
  readonly created_at: Date;
  readonly expires_at: Date;
};

@QueryHandler(ListInvitationsQuery)
export class ListInvitationsHandler implements IQueryHandler<ListInvitationsQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ by, page: { limit, cursor } }: ListInvitationsQuery): Promise<InvitationList> {
    const [createdAt, id] = cursor === undefined ? [] : decodeCursor(cursor, ['instant', 'text']);
    const rows = await this.unitOfWork.query<InvitationRow>(
      `select id, email, role, language, invited_by, created_at, expires_at from access.invitation
       where city = $1 and accepted_at is null and revoked_at is null and expires_at > $2
         and ($3::timestamptz is null or (created_at, id) < ($3, $4))
       order by created_at desc, id desc limit $5`,
      [by.city, this.clock.now(), createdAt ?? null, id ?? '', limit + 1],
    );
    const items = rows.slice(0, limit).map(({ invited_by, created_at, expires_at, ...rest }) => ({
      ...rest,
      invitedBy: invited_by,
      createdAt: created_at.toISOString(),
      expiresAt: expires_at.toISOString(),
    }));
    const last = items.at(-1);
    return {
      items,
      next: rows.length > limit && last !== undefined ? encodeCursor([last.createdAt, last.id]) : null,
    };
  }
}
