import { Query } from '@nestjs/cqrs';
import { type Page } from '../../../page';
import { type Principal } from '../../../principal';
import { type AdviserList } from '../../share.schema';

/**
 * The expert advisers of the caller's city, for whoever shows them projects: no more of them than is needed to tell them
 * apart. Throws InvalidInputError for a cursor of another list.
 */
export class ListAdvisersQuery extends Query<AdviserList> {
  constructor(
    readonly by: Principal,
    readonly page: Page,
  ) {
    super();
  }
}
