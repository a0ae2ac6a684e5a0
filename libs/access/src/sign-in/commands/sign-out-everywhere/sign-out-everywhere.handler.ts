import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { PrincipalCache } from '../../authenticator/principal.cache';
import { OWN_SESSIONS, ownSessionParameters } from '../../session/session.store';
import { SignOutEverywhereCommand } from './sign-out-everywhere.command';

@CommandHandler(SignOutEverywhereCommand)
export class SignOutEverywhereHandler implements ICommandHandler<SignOutEverywhereCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ by }: SignOutEverywhereCommand): Promise<number> {
    const count = await Acting.run(SIGN_IN, () =>
      this.unitOfWork.run(async (transaction) => {
        const ended = await transaction.query<{ id: string; city: string }>(
          `delete from access.session where ${OWN_SESSIONS} returning id, city`,
          ownSessionParameters(by),
        );
        await this.audit.record(
          transaction,
          actorOf(by),
          ...ended.map(({ id, city }) => ({
            city,
            action: 'session.ended',
            object: { kind: 'session', id },
          })),
        );
        return ended.length;
      }),
    );
    this.principals.forget();
    return count;
  }
}
