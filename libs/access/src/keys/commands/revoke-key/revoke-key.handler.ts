import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { keyOf } from '../../store/key.store';
import { RevokeKeyCommand } from './revoke-key.command';

@CommandHandler(RevokeKeyCommand)
export class RevokeKeyHandler implements ICommandHandler<RevokeKeyCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ by, id }: RevokeKeyCommand): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async (transaction) => {
      const before = await keyOf(transaction, by.city, id, now);
      const revoked = await transaction.query(
        `update access.api_key set revoked_at = $3, revision = revision + 1
         where city = $1 and id = $2 and revoked_at is null returning id`,
        [by.city, id, now],
      );
      if (revoked.length === 0) return;
      await this.audit.record(transaction, actorOf(by), {
        city: by.city,
        action: 'key.revoked',
        object: { kind: 'key', id },
        before: { label: before.label, revokedAt: null },
        after: { label: before.label, revokedAt: now },
      });
    });
    this.principals.forget();
  }
}
