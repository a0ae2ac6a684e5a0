import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, NotFoundError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { RevokeInvitationCommand } from './revoke-invitation.command';

@CommandHandler(RevokeInvitationCommand)
export class RevokeInvitationHandler implements ICommandHandler<RevokeInvitationCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async execute({ by, id }: RevokeInvitationCommand): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const [revoked] = await transaction.query<{ email: string; role: string }>(
        `update access.invitation set revoked_at = $3
         where city = $1 and id = $2 and accepted_at is null and revoked_at is null returning email, role`,
        [by.city, id, this.clock.now()],
      );
      if (revoked === undefined)
        throw new NotFoundError('INVITATION_NOT_FOUND', `There is no open invitation ${id}.`);
      await this.audit.record(transaction, actorOf(by), {
        city: by.city,
        action: 'invitation.revoked',
        object: { kind: 'invitation', id },
        before: revoked,
      });
    });
  }
}
