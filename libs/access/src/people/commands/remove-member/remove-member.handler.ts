import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { holdMember, refuseLastAdministrator } from '../../store/member.store';
import { RemoveMemberCommand } from './remove-member.command';

@CommandHandler(RemoveMemberCommand)
export class RemoveMemberHandler implements ICommandHandler<RemoveMemberCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ by, personId, revision }: RemoveMemberCommand): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const before = await holdMember(transaction, by.city, personId, revision);
      await refuseLastAdministrator(transaction, by.city, before);
      // Sessions, shares and external identities go with it: the database deletes them.
      await transaction.query(`delete from access.membership where city = $1 and person_id = $2`, [
        by.city,
        personId,
      ]);
      await this.audit.record(transaction, actorOf(by), {
        city: by.city,
        action: 'person.removed',
        object: { kind: 'person', id: personId },
        before: { email: before.email, role: before.role },
      });
    });
    this.principals.forget();
  }
}
