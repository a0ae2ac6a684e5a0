import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type ContactRow, type KeptContact, toKeptContact } from '../../contact';
import { contactNotFound } from '../../store/contact.store';
import { GetContactQuery } from './get-contact.query';

@QueryHandler(GetContactQuery)
export class GetContactHandler implements IQueryHandler<GetContactQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ id }: GetContactQuery): Promise<KeptContact> {
    const [row] = await this.unitOfWork.query<ContactRow>(`select * from intake.contact where id = $1`, [id]);
    if (row === undefined) throw contactNotFound(id);
    return toKeptContact(row);
  }
}
