import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { decodeCursor, encodeCursor } from '@bole/kernel';
import { Placeholders, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type ContactRow, masked, toKeptContact } from '../../contact';
import { contactConditions } from '../../store/contact-filter.sql';
import { type ContactPage, ListContactsQuery } from './list-contacts.query';

@QueryHandler(ListContactsQuery)
export class ListContactsHandler implements IQueryHandler<ListContactsQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ filter }: ListContactsQuery): Promise<ContactPage> {
    const { limit, cursor } = filter;
    const given = new Placeholders();
    const conditions = contactConditions(filter, given);
    if (cursor !== undefined) {
      const [name, id] = decodeCursor(cursor, ['text', 'text']);
      conditions.push(`(known.name, known.id) > (${given.add(name)} collate "C", ${given.add(id)})`);
    }
    const rows = await this.unitOfWork.query<ContactRow>(
      `select * from (select *, (contact ->> 'name') collate "C" as name from intake.contact) as known
       where ${['true', ...conditions].join(' and ')} order by name, id limit ${given.add(limit + 1)}`,
      given.values,
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
