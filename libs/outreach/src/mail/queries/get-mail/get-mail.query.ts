import { Query } from '@nestjs/cqrs';
import { type Mail } from '../../mail.schema';

/** One mail with its text, and so with the links in it: for administrators, and audited. Throws NotFoundError. */
export class GetMailQuery extends Query<Mail> {
  constructor(
    /** Undefined: whichever city's, if the present scope sees it. */
    readonly city: string | undefined,
    readonly id: string,
  ) {
    super();
  }
}
