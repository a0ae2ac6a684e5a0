import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, ConflictError, DAY_MS, type Ids } from '@bole/kernel';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { BOLE_CONFIG, type BoleConfig, CLOCK, IDS, MAIL_OUTBOX, type MailOutbox } from '@bole/platform';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { normalEmail } from '../../../email-address';
import { links } from '../../../links';
import { newSecret, secretHash } from '../../../secret';
import { invitationMail } from '../../mails/invitation.mail';
import { type Invitation } from '../../person.schema';
import { cityNames } from '../../store/city.store';
import { INVITATION_DAYS, InvitePersonCommand } from './invite-person.command';

@CommandHandler(InvitePersonCommand)
export class InvitePersonHandler implements ICommandHandler<InvitePersonCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(MAIL_OUTBOX) private readonly mails: MailOutbox,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    private readonly audit: AuditTrail,
  ) {}

  async execute({ by, input: { email: given, role, language } }: InvitePersonCommand): Promise<Invitation> {
    const now = this.clock.now();
    const token = newSecret();
    const email = normalEmail(given);
    const invitation = {
      id: this.ids.next(),
      email,
      role,
      language,
      invitedBy: by.id,
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY_MS).toISOString(),
    };
    await this.unitOfWork.run(async (transaction) => {
      await refuseMembers(transaction, by.city, email);
      await transaction.query(
        `update access.invitation set revoked_at = $3
         where city = $1 and email = $2 and accepted_at is null and revoked_at is null`,
        [by.city, email, now],
      );
      await transaction.query(
        `insert into access.invitation (id, city, email, role, language, token_hash, invited_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [invitation.id, by.city, email, role, language, secretHash(token), by.id, now, invitation.expiresAt],
      );
      const mail = {
        city: await cityNames(transaction, by.city),
        role,
        invitedBy: by.name,
        link: links.invitation(this.config.http.publicUrl, token),
        days: INVITATION_DAYS,
      };
      await this.mails.put(transaction, {
        city: by.city,
        key: `invitation:${invitation.id}`,
        to: { address: email },
        secretLinks: 'when-sent',
        ...invitationMail(mail, language),
      });
      await this.audit.record(transaction, actorOf(by), {
        city: by.city,
        action: 'person.invited',
        object: { kind: 'invitation', id: invitation.id },
        after: { email, role },
      });
    });
    return invitation;
  }
}

async function refuseMembers(transaction: Transaction, city: string, email: string): Promise<void> {
  const members = await transaction.query(
    `select from access.membership join access.person on person.id = person_id where city = $1 and email = $2`,
    [city, email],
  );
  if (members.length > 0)
    throw new ConflictError('PERSON_ALREADY_MEMBER', 'This person is a member of the city already.');
}
