import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { NotFoundError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type Mail } from '../../mail.schema';
import { MailStore } from '../../store/mail.store';
import { GetMailQuery } from './get-mail.query';

@QueryHandler(GetMailQuery)
export class GetMailHandler implements IQueryHandler<GetMailQuery> {
  private readonly mails: MailStore;

  constructor(@Inject(UNIT_OF_WORK) unitOfWork: UnitOfWork) {
    this.mails = new MailStore(unitOfWork);
  }

  async execute({ city, id }: GetMailQuery): Promise<Mail> {
    const mail = await this.mails.find(id, city);
    if (mail === undefined) throw new NotFoundError('MAIL_UNKNOWN', `There is no mail ${id}`);
    return mail;
  }
}
