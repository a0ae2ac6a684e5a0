import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, NotFoundError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { BOLE_CONFIG, type BoleConfig, CLOCK } from '@bole/platform';
import { HOUSE } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { normalEmail } from '../../../email-address';
import { links } from '../../../links';
import { newSecret } from '../../../secret';
import { keepToken } from '../../../sign-in/one-time-token.store';
import { CreateOneTimeLinkCommand, LINK_MINUTES, type OneTimeLink } from './create-one-time-link.command';

@CommandHandler(CreateOneTimeLinkCommand)
export class CreateOneTimeLinkHandler implements ICommandHandler<CreateOneTimeLinkCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async execute({ email, city }: CreateOneTimeLinkCommand): Promise<OneTimeLink> {
    const now = this.clock.now();
    const token = newSecret();
    const expiresAt = new Date(now.getTime() + LINK_MINUTES * 60_000);
    await this.unitOfWork.run(async (transaction) => {
      const [member] = await transaction.query<{ id: string; city: string }>(
        `select person.id, membership.city from access.person join access.membership on person_id = person.id
         where email = $1 and ($2::text is null or membership.city = $2) and disabled_at is null
         order by signed_in_at desc nulls last, membership.city limit 1`,
        [normalEmail(email), city ?? null],
      );
      if (member === undefined)
        throw new NotFoundError(
          'PERSON_NOT_FOUND',
          'Bole knows nobody by this address who may come in there.',
        );
      await keepToken(transaction, token, { purpose: 'link', personId: member.id, city, expiresAt }, now);
      await this.audit.record(transaction, HOUSE, {
        city: member.city,
        action: 'sign-in.link-made',
        object: { kind: 'person', id: member.id },
      });
    });
    return {
      url: links.signIn(this.config.http.publicUrl, token),
      token,
      expiresAt: expiresAt.toISOString(),
    };
  }
}
