import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import {
  CreateWebhookCommand,
  DeleteWebhookCommand,
  type Delivery,
  type DeliveryList,
  GetWebhookQuery,
  ListDeliveriesQuery,
  ListWebhooksQuery,
  RedeliverDeliveryCommand,
  RotateWebhookSecretCommand,
  TestWebhookCommand,
  UpdateWebhookCommand,
  type Webhook,
  type WebhookList,
  type WebhookWithSecret,
} from '@bole/outreach';
import { AuditNote, Caller, Endpoint, IfMatch, Input, type InputOf, setRevision } from '../endpoint';
import * as routes from './webhooks.endpoints';

/** The webhooks of the caller's city. */
@Controller()
export class WebhooksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(routes.createWebhook)
  async create(
    @Input() { body }: InputOf<typeof routes.createWebhook>,
    @Caller() caller: Principal,
  ): Promise<WebhookWithSecret> {
    const made = await this.commands.execute(new CreateWebhookCommand(caller, body));
    AuditNote.set({ after: settingsOf(made.webhook) });
    setRevision(made.webhook.revision);
    return made;
  }

  @Endpoint(routes.listWebhooks)
  list(@Caller() caller: Principal): Promise<WebhookList> {
    return this.queries.execute(new ListWebhooksQuery(caller));
  }

  @Endpoint(routes.getWebhook)
  async get(
    @Input() { params }: InputOf<typeof routes.getWebhook>,
    @Caller() caller: Principal,
  ): Promise<Webhook> {
    return revised(await this.queries.execute(new GetWebhookQuery(caller, params.id)));
  }

  @Endpoint(routes.changeWebhook)
  async change(
    @Input() { params, body }: InputOf<typeof routes.changeWebhook>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<Webhook> {
    const before = await this.queries.execute(new GetWebhookQuery(caller, params.id));
    const after = await this.commands.execute(new UpdateWebhookCommand(caller, params.id, body, revision));
    AuditNote.set({ before: settingsOf(before), after: settingsOf(after) });
    return revised(after);
  }

  @Endpoint(routes.deleteWebhook)
  async delete(
    @Input() { params }: InputOf<typeof routes.deleteWebhook>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<void> {
    const before = await this.queries.execute(new GetWebhookQuery(caller, params.id));
    await this.commands.execute(new DeleteWebhookCommand(caller, params.id, revision));
    AuditNote.set({ before: settingsOf(before) });
  }

  @Endpoint(routes.rotateWebhookSecret)
  async rotateSecret(
    @Input() { params }: InputOf<typeof routes.rotateWebhookSecret>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<WebhookWithSecret> {
    const made = await this.commands.execute(new RotateWebhookSecretCommand(caller, params.id, revision));
    setRevision(made.webhook.revision);
    return made;
  }

  @Endpoint(routes.testWebhook)
  test(
    @Input() { params }: InputOf<typeof routes.testWebhook>,
    @Caller() caller: Principal,
  ): Promise<Delivery> {
    return this.commands.execute(new TestWebhookCommand(caller, params.id));
  }

  @Endpoint(routes.listDeliveries)
  deliveries(
    @Input() { params, query }: InputOf<typeof routes.listDeliveries>,
    @Caller() caller: Principal,
  ): Promise<DeliveryList> {
    return this.queries.execute(new ListDeliveriesQuery(caller, params.id, query));
  }

  @Endpoint(routes.redeliver)
  redeliver(
    @Input() { params }: InputOf<typeof routes.redeliver>,
    @Caller() caller: Principal,
  ): Promise<Delivery> {
    return this.commands.execute(new RedeliverDeliveryCommand(caller, params.id));
  }
}

/** What the audit keeps of a webhook. */
function settingsOf({ url, events, enabled }: Webhook): Pick<Webhook, 'url' | 'events' | 'enabled'> {
  return { url, events, enabled };
}

function revised(webhook: Webhook): Webhook {
  setRevision(webhook.revision);
  return webhook;
}
