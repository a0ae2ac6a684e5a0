import { Query } from '@nestjs/cqrs';
import { type OfferedInvitation } from '../../person.schema';

/** What an invitation offers, for its page. Throws UnauthenticatedError for a link that does not hold. */
export class ReadInvitationQuery extends Query<OfferedInvitation> {
  constructor(readonly token: string) {
    super();
  }
}
