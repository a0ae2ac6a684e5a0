import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { MAIL_OUTBOX } from '@bole/platform';
import { GetMailHandler } from './mail/queries/get-mail/get-mail.handler';
import { ListMailsHandler } from './mail/queries/list-mails/list-mails.handler';
import { MailOutboxStore } from './mail/store/mail-outbox.store';

/** Writing mails and reading them: for whoever has something to tell people. */
@Module({
  imports: [CqrsModule],
  providers: [{ provide: MAIL_OUTBOX, useClass: MailOutboxStore }, ListMailsHandler, GetMailHandler],
  exports: [MAIL_OUTBOX],
})
export class MailModule {}
