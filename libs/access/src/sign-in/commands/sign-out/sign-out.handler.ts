import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotFoundError } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { PrincipalCache } from '../../authenticator/principal.cache';
import { OWN_SESSIONS, ownSessionParameters } from '../../session/session.store';
import { SignOutCommand } from './sign-out.command';

@CommandHandler(SignOutCommand)
export class SignOutHandler implements ICommandHandler<SignOutCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ by, sessionId }: SignOutCommand): Promise<void> {
    const parameters = ownSessionParameters(by);
    const id = sessionId ?? parameters[1];
    await Acting.run(SIGN_IN, () =>
      this.unitOfWork.run(async (transaction) => {
        const [ended] = await transaction.query<{ city: string }>(
          `delete from access.session where ${OWN_SESSIONS} and session.id = $4 returning city`,
          [...parameters, id],
        );
        if (ended === undefined) throw new NotFoundError('SESSION_NOT_FOUND', `You have no session ${id}.`);
        await this.audit.record(transaction, actorOf(by), {
          city: ended.city,
          action: 'session.ended',
          object: { kind: 'session', id },
        });
      }),
    );
    this.principals.forget();
  }
}
