import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { BOLE_CONFIG, type BoleConfig, MAIL_OUTBOX, secretBoxProvider } from '@bole/platform';
import { GetMailHandler } from './mail/queries/get-mail/get-mail.handler';
import { ListMailsHandler } from './mail/queries/list-mails/list-mails.handler';
import { MailOutboxStore } from './mail/store/mail-outbox.store';
import { CreateWebhookHandler } from './webhooks/commands/create-webhook/create-webhook.handler';
import { DeleteWebhookHandler } from './webhooks/commands/delete-webhook/delete-webhook.handler';
import { RedeliverDeliveryHandler } from './webhooks/commands/redeliver-delivery/redeliver-delivery.handler';
import { RotateWebhookSecretHandler } from './webhooks/commands/rotate-webhook-secret/rotate-webhook-secret.handler';
import { TestWebhookHandler } from './webhooks/commands/test-webhook/test-webhook.handler';
import { UpdateWebhookHandler } from './webhooks/commands/update-webhook/update-webhook.handler';
import { Allowance } from './webhooks/destination/allowance';
import { GetWebhookHandler } from './webhooks/queries/get-webhook/get-webhook.handler';
import { ListDeliveriesHandler } from './webhooks/queries/list-deliveries/list-deliveries.handler';
import { ListWebhooksHandler } from './webhooks/queries/list-webhooks/list-webhooks.handler';

/** Where webhooks may go. */
const allowanceProvider = {
  provide: Allowance,
  useFactory: ({ webhooks }: BoleConfig) => new Allowance(webhooks.allowPrivate),
  inject: [BOLE_CONFIG],
};

/** Writing mails and reading them: for whoever has something to tell people. */
@Module({
  imports: [CqrsModule],
  providers: [{ provide: MAIL_OUTBOX, useClass: MailOutboxStore }, ListMailsHandler, GetMailHandler],
  exports: [MAIL_OUTBOX],
})
export class MailModule {}

/** Keeping webhooks: for the gateway. */
@Module({
  imports: [CqrsModule],
  providers: [
    secretBoxProvider,
    allowanceProvider,
    CreateWebhookHandler,
    UpdateWebhookHandler,
    DeleteWebhookHandler,
    RotateWebhookSecretHandler,
    TestWebhookHandler,
    RedeliverDeliveryHandler,
    ListWebhooksHandler,
    GetWebhookHandler,
    ListDeliveriesHandler,
  ],
})
export class WebhooksModule {}

/** What the courier needs to send mails and to call webhooks. */
@Module({
  providers: [secretBoxProvider, allowanceProvider, { provide: MAIL_OUTBOX, useClass: MailOutboxStore }],
  exports: [secretBoxProvider, allowanceProvider, MAIL_OUTBOX],
})
export class SendingModule {}
