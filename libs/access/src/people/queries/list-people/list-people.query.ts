import { Query } from '@nestjs/cqrs';
import { type Page } from '../../../page';
import { type Principal } from '../../../principal';
import { type MemberList } from '../../person.schema';

/** The people of the caller's city. Throws InvalidInputError for a cursor of another list. */
export class ListPeopleQuery extends Query<MemberList> {
  constructor(
    readonly by: Principal,
    readonly page: Page,
  ) {
    super();
  }
}
