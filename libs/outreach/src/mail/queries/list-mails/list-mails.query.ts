import { Query } from '@nestjs/cqrs';
import { type ListMailsInput, type MailList } from '../../mail.schema';

/** Mails of a city, newest first, without their texts. Throws InvalidInputError for a cursor of another list. */
export class ListMailsQuery extends Query<MailList> {
  constructor(
    /** Undefined: of all cities that the present scope sees. */
    readonly city: string | undefined,
    readonly page: ListMailsInput,
  ) {
    super();
  }
}
