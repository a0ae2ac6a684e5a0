import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { singleSignOnMissing } from '../../single-sign-on-missing';
import { singleSignOnOf } from '../../single-sign-on.store';
import { RemoveSingleSignOnCommand } from './remove-single-sign-on.command';

@CommandHandler(RemoveSingleSignOnCommand)
export class RemoveSingleSignOnHandler implements ICommandHandler<RemoveSingleSignOnCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  async execute({ by }: RemoveSingleSignOnCommand): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const before = await singleSignOnOf(transaction, by.city, 'for update');
      if (before === undefined) throw singleSignOnMissing(by.city);
      await transaction.query(`delete from access.single_sign_on where city = $1`, [by.city]);
      await this.audit.record(transaction, actorOf(by), {
        city: by.city,
        action: 'single-sign-on.removed',
        object: { kind: 'city', id: by.city },
        before,
      });
    });
  }
}
