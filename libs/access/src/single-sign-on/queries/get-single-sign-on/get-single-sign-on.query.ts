import { Query } from '@nestjs/cqrs';
import { type Principal } from '../../../principal';
import { type SingleSignOn } from '../../single-sign-on.schema';

/** How the caller's city signs on by itself. Throws NotFoundError where it does not. */
export class GetSingleSignOnQuery extends Query<SingleSignOn> {
  constructor(readonly by: Principal) {
    super();
  }
}
