import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { type OfferedInvitation } from '../../person.schema';
import { cityNames } from '../../store/city.store';
import { openInvitation } from '../../store/invitation.store';
import { accountByEmail } from '../../store/person.store';
import { ReadInvitationQuery } from './read-invitation.query';

@QueryHandler(ReadInvitationQuery)
export class ReadInvitationHandler implements IQueryHandler<ReadInvitationQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute({ token }: ReadInvitationQuery): Promise<OfferedInvitation> {
    return Acting.run(SIGN_IN, async () => {
      const invitation = await openInvitation(this.unitOfWork, token, this.clock.now());
      const account = await accountByEmail(this.unitOfWork, invitation.email);
      return {
        email: invitation.email,
        city: { code: invitation.city, ...(await cityNames(this.unitOfWork, invitation.city)) },
        role: invitation.role,
        hasPassword: account?.passwordHash !== undefined,
        expiresAt: invitation.expires_at.toISOString(),
      };
    });
  }
}
