import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import { GetMailQuery, ListMailsQuery, type Mail, type MailList } from '@bole/outreach';
import { Caller, Endpoint, Input, type InputOf } from '../endpoint';
import { getMail, listMails } from './mails.endpoints';

/** The mails that were written for the caller's city. */
@Controller()
export class MailsController {
  constructor(private readonly queries: QueryBus) {}

  @Endpoint(listMails)
  list(@Input() { query }: InputOf<typeof listMails>, @Caller() { city }: Principal): Promise<MailList> {
    return this.queries.execute(new ListMailsQuery(city, query));
  }

  @Endpoint(getMail)
  get(@Input() { params }: InputOf<typeof getMail>, @Caller() { city }: Principal): Promise<Mail> {
    return this.queries.execute(new GetMailQuery(city, params.id));
  }
}
