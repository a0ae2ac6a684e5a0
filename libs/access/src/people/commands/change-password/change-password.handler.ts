import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, ForbiddenError, InvalidInputError, NotFoundError } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { AttemptLimiter } from '../../../sign-in/attempts/attempt.limiter';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { sessionOf } from '../../../sign-in/session/session';
import { PasswordHasher } from '../../password/password-hasher';
import { passwordProblems } from '../../password/password-rules';
import { accountById, setPassword } from '../../store/person.store';
import { ChangePasswordCommand, FIRST_PASSWORD_MINUTES } from './change-password.command';

@CommandHandler(ChangePasswordCommand)
export class ChangePasswordHandler implements ICommandHandler<ChangePasswordCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly hasher: PasswordHasher,
    private readonly limiter: AttemptLimiter,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ by, input: { present, password } }: ChangePasswordCommand): Promise<void> {
    const session = sessionOf(by);
    await Acting.run(SIGN_IN, async () => {
      const account = await accountById(this.unitOfWork, by.id);
      if (account === undefined)
        throw new NotFoundError('PERSON_NOT_FOUND', 'You are no longer known to Bole.');
      const attempt = await this.limiter.password(account.email, by.origin ?? {});
      if (account.passwordHash === undefined) await this.mustBeFresh(session.id);
      else if (!(await this.hasher.matches(present ?? '', account.passwordHash)))
        throw new InvalidInputError([
          { code: 'PASSWORD_WRONG', field: 'present', expected: 'your present password' },
        ]);
      const problems = passwordProblems(password, account);
      if (problems.length > 0) throw new InvalidInputError(problems);
      const hash = await this.hasher.hash(password);

      await this.unitOfWork.run(async (transaction) => {
        await this.limiter.succeeded(transaction, attempt);
        await setPassword(transaction, by.id, hash, this.clock.now());
        await transaction.query(`delete from access.session where person_id = $1 and id <> $2`, [
          by.id,
          session.id,
        ]);
        await this.audit.record(
          transaction,
          actorOf(by),
          ...account.memberships.map(({ city }) => ({
            city,
            action: 'password.changed',
            object: { kind: 'person', id: by.id },
          })),
        );
      });
    });
    this.principals.forget();
  }

  /** There is nothing to ask for besides: a session that was left open long ago must not become a password. */
  private async mustBeFresh(sessionId: string): Promise<void> {
    const since = new Date(this.clock.now().getTime() - FIRST_PASSWORD_MINUTES * 60_000);
    const fresh = await this.unitOfWork.query(
      `select from access.session where id = $1 and created_at >= $2`,
      [sessionId, since],
    );
    if (fresh.length === 0)
      throw new ForbiddenError('SIGN_IN_TOO_OLD', 'Sign in again, then set the first password at once.');
  }
}
