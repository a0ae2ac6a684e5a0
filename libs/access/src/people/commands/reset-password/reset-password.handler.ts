import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, InvalidInputError } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { AuditTrail } from '../../../audit/audit-trail';
import { AttemptLimiter } from '../../../sign-in/attempts/attempt.limiter';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { readToken, useToken } from '../../../sign-in/one-time-token.store';
import { PasswordHasher } from '../../password/password-hasher';
import { passwordProblems } from '../../password/password-rules';
import { linkInvalid } from '../../store/invitation.store';
import { accountById, setPassword } from '../../store/person.store';
import { ResetPasswordCommand } from './reset-password.command';

@CommandHandler(ResetPasswordCommand)
export class ResetPasswordHandler implements ICommandHandler<ResetPasswordCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly hasher: PasswordHasher,
    private readonly limiter: AttemptLimiter,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ input: { token, password }, origin }: ResetPasswordCommand): Promise<void> {
    await Acting.run(SIGN_IN, async () => {
      const now = this.clock.now();
      const { personId } = await readToken(this.unitOfWork, token, 'reset', now);
      const account = await accountById(this.unitOfWork, personId);
      if (account === undefined || account.disabled) throw linkInvalid();
      const problems = passwordProblems(password, account);
      if (problems.length > 0) throw new InvalidInputError(problems);
      const hash = await this.hasher.hash(password);

      await this.unitOfWork.run(async (transaction) => {
        await useToken(transaction, token, 'reset', now);
        await transaction.query(
          `update access.one_time_token set used_at = $2 where person_id = $1 and used_at is null`,
          [personId, now],
        );
        await setPassword(transaction, personId, hash, now);
        await transaction.query(`delete from access.session where person_id = $1`, [personId]);
        await this.limiter.forget(transaction, account.email);
        await this.audit.record(
          transaction,
          { kind: 'person', id: personId, name: account.name, origin },
          ...account.memberships.map(({ city }) => ({
            city,
            action: 'password.reset',
            object: { kind: 'person', id: personId },
          })),
        );
      });
    });
    this.principals.forget();
  }
}
