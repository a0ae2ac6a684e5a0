import { Query } from '@nestjs/cqrs';
import { type Mail } from '../../mail.schema';

/**
 * One mail with its text: for administrators, and audited. Its links work for nobody but the addressee, unless it is an invitation
 * and no mail is sent here: then the administrator hands it on. Throws NotFoundError.
 */
export class GetMailQuery extends Query<Mail> {
  constructor(
    /** Undefined: whichever city's, if the present scope sees it. */
    readonly city: string | undefined,
    readonly id: string,
  ) {
    super();
  }
}
