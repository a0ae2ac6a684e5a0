import { Query } from '@nestjs/cqrs';
import { type Principal } from '../../../principal';
import { type Member } from '../../person.schema';

/** One person of the caller's city. Throws NotFoundError. */
export class GetMemberQuery extends Query<Member> {
  constructor(
    readonly by: Principal,
    readonly personId: string,
  ) {
    super();
  }
}
