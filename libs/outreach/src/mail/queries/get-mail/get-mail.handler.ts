import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { NotFoundError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { withoutLinkSecrets } from '../../link-secrets';
import { type Mail } from '../../mail.schema';
import { type KeptMail, MailStore } from '../../store/mail.store';
import { GetMailQuery } from './get-mail.query';

@QueryHandler(GetMailQuery)
export class GetMailHandler implements IQueryHandler<GetMailQuery> {
  private readonly mails: MailStore;

  constructor(
    @Inject(UNIT_OF_WORK) unitOfWork: UnitOfWork,
    @Inject(BOLE_CONFIG) private readonly config: Pick<BoleConfig, 'smtp'>,
  ) {
    this.mails = new MailStore(unitOfWork);
  }

  async execute({ city, id }: GetMailQuery): Promise<Mail> {
    const kept = await this.mails.find(id, city);
    if (kept === undefined) throw new NotFoundError('MAIL_NOT_FOUND', `There is no mail ${id}`);
    return this.hidesSecrets(kept) ? hidden(kept.mail) : kept.mail;
  }

  private hidesSecrets({ secretLinks }: KeptMail): boolean {
    return secretLinks === 'always' || (secretLinks === 'when-sent' && this.config.smtp !== undefined);
  }
}

function hidden(mail: Mail): Mail {
  return {
    ...mail,
    text: withoutLinkSecrets(mail.text),
    html: mail.html === null ? null : withoutLinkSecrets(mail.html),
  };
}
