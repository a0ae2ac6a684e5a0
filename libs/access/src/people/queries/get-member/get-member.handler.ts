import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type Member } from '../../person.schema';
import { memberOf } from '../../store/member.store';
import { GetMemberQuery } from './get-member.query';

@QueryHandler(GetMemberQuery)
export class GetMemberHandler implements IQueryHandler<GetMemberQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  execute({ by, personId }: GetMemberQuery): Promise<Member> {
    return memberOf(this.unitOfWork, by.city, personId);
  }
}
