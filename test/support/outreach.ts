import { randomIds, systemClock } from '@bole/kernel';
import {
  Allowance,
  CreateWebhookCommand,
  type Delivery,
  ListDeliveriesQuery,
  MailOutboxStore,
  type OutreachCaller,
  WebhookDelivering,
  type WebhookWithSecret,
} from '@bole/outreach';
import { Acting, type ActingScope, ALL_CITIES } from '@bole/persistence';
import { readConfig, SecretBox } from '@bole/platform';
import { Client } from 'pg';
import { CreateWebhookHandler } from '../../libs/outreach/src/webhooks/commands/create-webhook/create-webhook.handler';
import { ListDeliveriesHandler } from '../../libs/outreach/src/webhooks/queries/list-deliveries/list-deliveries.handler';
import { type WebhookEventName } from '../../libs/outreach/src/webhooks/webhook-event';
import { workAs, type Worker } from './acting';
import { freshDatabase, type TestDatabase } from './database';
import { Receiver } from './webhook-receiver';

export const SUZHOU: ActingScope = { city: '320500', neighbours: ['320200'] };
export const WUXI: ActingScope = { city: '320200', neighbours: ['320500'] };
export const LIN: OutreachCaller = { city: '320500', id: 'per_lin', name: '林 (示例)' };
export const WU: OutreachCaller = { city: '320200', id: 'per_wu', name: '吴 (示例)' };

const LOOPBACK = readConfig({ BOLE_WEBHOOKS_ALLOW_PRIVATE: '127.0.0.0/8' }).webhooks.allowPrivate;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Two cities with webhooks, the gateway and the courier at work on one database, and receivers on loopback. */
export class OutreachTrial {
  readonly secrets = new SecretBox([Buffer.alloc(32, 1)]);
  readonly allowance = new Allowance(LOOPBACK);
  readonly mails = new MailOutboxStore(systemClock);
  readonly receivers: Receiver[] = [];

  private constructor(
    private readonly database: TestDatabase,
    readonly gateway: Worker,
    readonly courier: Worker,
  ) {}

  static async begin(): Promise<OutreachTrial> {
    const database = await freshDatabase();
    await asOwner(
      database,
      `insert into access.city (code, zh, en) values ('320500', '苏州', 'Suzhou'), ('320200', '无锡', 'Wuxi') on conflict do nothing;
       insert into access.person (id, email, name, language, created_at) values ('per_lin', 'lin@suzhou.example', '林 (示例)', 'zh', now());
       insert into access.membership (person_id, city, role, joined_at) values ('per_lin', '320500', 'administrator', now())`,
    );
    return new OutreachTrial(
      database,
      await workAs(database.connection, 'bole_gateway'),
      await workAs(database.connection, 'bole_service'),
    );
  }

  async end(): Promise<void> {
    await Promise.all(this.receivers.map((receiver) => receiver.close()));
    await this.gateway.close();
    await this.courier.close();
    await this.database.drop();
  }

  /** A process of the courier that calls webhooks. */
  delivering(call?: ConstructorParameters<typeof WebhookDelivering>[0]['call']): WebhookDelivering {
    return new WebhookDelivering({
      ...this,
      unitOfWork: this.courier.unitOfWork,
      clock: systemClock,
      random: () => 0.5,
      log: silent,
      ...(call === undefined ? {} : { call }),
    });
  }

  /** Delivers what is due, until nothing is. */
  async deliverAll(delivering = this.delivering()): Promise<void> {
    while ((await delivering.round()) === 'did-something') await delivering.settled();
  }

  async receiver(answer?: Receiver['answer']): Promise<Receiver> {
    const receiver = new Receiver();
    if (answer !== undefined) receiver.answer = answer;
    await receiver.open();
    this.receivers.push(receiver);
    return receiver;
  }

  subscribe(
    receiver: Receiver,
    events: WebhookEventName[] = ['leads.changed'],
    by: OutreachCaller = LIN,
  ): Promise<WebhookWithSecret> {
    const handler = new CreateWebhookHandler(
      this.gateway.unitOfWork,
      systemClock,
      randomIds,
      this.secrets,
      this.allowance,
    );
    const webhook = { url: `http://127.0.0.1:${receiver.port}/hook`, events };
    return this.as(by, () => handler.execute(new CreateWebhookCommand(by, webhook)));
  }

  /** The newest first. */
  async deliveries(webhookId: string, by: OutreachCaller = LIN): Promise<readonly Delivery[]> {
    const handler = new ListDeliveriesHandler(this.gateway.unitOfWork);
    const { items } = await this.as(by, () =>
      handler.execute(new ListDeliveriesQuery(by, webhookId, { limit: 200 })),
    );
    return items;
  }

  as<Result>(by: OutreachCaller, work: () => Result): Result {
    return Acting.run(by.city === SUZHOU.city ? SUZHOU : WUXI, work);
  }

  /** As the courier, which sees all cities. */
  sql<Row = Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return Acting.run(ALL_CITIES, () => this.courier.unitOfWork.query<Row>(text, values));
  }

  /** As whoever owns the database: for tables of the test's own. */
  owner(statements: string): Promise<void> {
    return asOwner(this.database, statements);
  }

  /** Lets the pauses of all deliveries pass. */
  dueNow(): Promise<unknown> {
    return this.sql(
      `update outreach.delivery set next_attempt_at = clock_timestamp() where state = 'queued'`,
    );
  }
}

async function asOwner({ connection }: TestDatabase, statements: string): Promise<void> {
  const owner = new Client({ ...connection });
  await owner.connect();
  try {
    await owner.query(statements);
  } finally {
    await owner.end();
  }
}
