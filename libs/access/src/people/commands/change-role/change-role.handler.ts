import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { type Member } from '../../person.schema';
import { holdMember, memberOf, refuseLastAdministrator } from '../../store/member.store';
import { ChangeRoleCommand } from './change-role.command';

@CommandHandler(ChangeRoleCommand)
export class ChangeRoleHandler implements ICommandHandler<ChangeRoleCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ by, personId, input: { role }, revision }: ChangeRoleCommand): Promise<Member> {
    const member = await this.unitOfWork.run(async (transaction) => {
      const before = await holdMember(transaction, by.city, personId, revision);
      if (before.role === role) return before;
      await refuseLastAdministrator(transaction, by.city, before);
      await transaction.query(
        `update access.membership set role = $3, revision = revision + 1 where city = $1 and person_id = $2`,
        [by.city, personId, role],
      );
      await transaction.query(`delete from access.share where city = $1 and person_id = $2`, [
        by.city,
        personId,
      ]);
      await this.audit.record(transaction, actorOf(by), {
        city: by.city,
        action: 'person.role-changed',
        object: { kind: 'person', id: personId },
        before: { role: before.role },
        after: { role },
      });
      return memberOf(transaction, by.city, personId);
    });
    this.principals.forget();
    return member;
  }
}
