import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { NO_CITY } from '@bole/taxonomy';
import { strangerFrom } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { PasswordHasher } from '../../../people/password/password-hasher';
import { type Account, accountByEmail } from '../../../people/store/person.store';
import { type Origin } from '../../../principal';
import { type AllowedAttempt, AttemptLimiter } from '../../attempts/attempt.limiter';
import { type SignedIn } from '../../session/session';
import { admission, SessionOpener, signInRefused } from '../../session/session.opener';
import { SignInCommand } from './sign-in.command';

@CommandHandler(SignInCommand)
export class SignInHandler implements ICommandHandler<SignInCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    private readonly limiter: AttemptLimiter,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionOpener,
    private readonly audit: AuditTrail,
  ) {}

  async execute({ input, origin, previousToken }: SignInCommand): Promise<SignedIn> {
    const attempt = await this.limiter.password(input.email, origin);
    return Acting.run(SIGN_IN, async () => {
      const account = await accountByEmail(this.unitOfWork, input.email);
      const right = await this.hasher.matches(input.password, account?.passwordHash);
      if (account === undefined || !right || admission(account, input.city) === undefined) {
        await this.recordFailure(account, attempt, origin);
        throw signInRefused();
      }
      return this.unitOfWork.run(async (transaction) => {
        await this.limiter.succeeded(transaction, attempt);
        return this.sessions.open(transaction, {
          account,
          city: input.city,
          means: 'password',
          origin,
          previousToken,
        });
      });
    });
  }

  /** The same steps for an address that nobody has, whose failures are kept with no city. */
  private recordFailure(
    account: Account | undefined,
    { locks }: AllowedAttempt,
    origin: Origin,
  ): Promise<void> {
    return this.unitOfWork.run((transaction) =>
      this.audit.record(transaction, strangerFrom(origin), {
        city: account?.memberships[0]?.city ?? NO_CITY,
        action: locks ? 'sign-in.locked' : 'sign-in.failed',
        object: { kind: 'person', id: account?.id ?? 'unknown' },
      }),
    );
  }
}
