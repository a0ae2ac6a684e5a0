import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { decodeCursor, encodeCursor } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { comparedEmail, comparedPhone } from '@bole/platform';
import { type ContactRow, masked, toKeptContact } from '../../contact';
import { type ContactPage, ListContactsQuery } from './list-contacts.query';

/** Fewer digits could be part of anything. */
const LEAST_DIGITS = 5;

@QueryHandler(ListContactsQuery)
export class ListContactsHandler implements IQueryHandler<ListContactsQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ filter }: ListContactsQuery): Promise<ContactPage> {
    const { investorId, q, consent, limit, cursor } = filter;
    const [name, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, ['text', 'text']);
    const phone = comparedPhone(q ?? '');
    const rows = await this.unitOfWork.query<ContactRow>(
      `select * from (select *, (contact ->> 'name') collate "C" as name from intake.contact) as named
       where ($1::text is null or investor_id = $1)
         and ($2::text is null or contact #>> '{consent,status}' = $2)
         and ($3::text is null or position(lower($3) in lower(name)) > 0
              or position(lower($3) in lower(contact ->> 'role')) > 0 or email = $4 or phone = $5)
         and ($6::text is null or (name, id) > ($6 collate "C", $7))
       order by name, id limit $8`,
      [
        ...[investorId ?? null, consent ?? null, q ?? null, comparedEmail(q ?? '')],
        ...[phone.length < LEAST_DIGITS ? null : phone, name, id, limit + 1],
      ],
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => {
        const kept = toKeptContact(row);
        return { ...kept, contact: masked(kept.contact) };
      }),
      next: last === undefined ? null : encodeCursor([last.contact.name, last.id]),
    };
  }
}
