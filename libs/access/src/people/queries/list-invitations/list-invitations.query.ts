import { Query } from '@nestjs/cqrs';
import { type Page } from '../../../page';
import { type Principal } from '../../../principal';
import { type InvitationList } from '../../person.schema';

/** The open invitations of the caller's city. Throws InvalidInputError for a cursor of another list. */
export class ListInvitationsQuery extends Query<InvitationList> {
  constructor(
    readonly by: Principal,
    readonly page: Page,
  ) {
    super();
  }
}
