import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { linkInvalid } from '../../../people/store/invitation.store';
import { accountById } from '../../../people/store/person.store';
import { useToken } from '../../one-time-token.store';
import { type SignedIn } from '../../session/session';
import { SessionOpener } from '../../session/session.opener';
import { SignInByLinkCommand } from './sign-in-by-link.command';

@CommandHandler(SignInByLinkCommand)
export class SignInByLinkHandler implements ICommandHandler<SignInByLinkCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sessions: SessionOpener,
  ) {}

  execute({ input: { token }, origin, previousToken }: SignInByLinkCommand): Promise<SignedIn> {
    return Acting.run(SIGN_IN, () =>
      this.unitOfWork.run(async (transaction) => {
        const { personId, city } = await useToken(transaction, token, 'link', this.clock.now());
        const account = await accountById(transaction, personId);
        if (account === undefined) throw linkInvalid();
        return this.sessions.open(transaction, { account, city, means: 'link', origin, previousToken });
      }),
    );
  }
}
