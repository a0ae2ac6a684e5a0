import { randomIds, systemClock } from '@bole/kernel';
import { Acting } from '@bole/persistence';
import { LIN, OutreachTrial, SUZHOU, WU } from '../../../../test/support/outreach';
import { CreateWebhookCommand } from './commands/create-webhook/create-webhook.command';
import { CreateWebhookHandler } from './commands/create-webhook/create-webhook.handler';
import { DeleteWebhookCommand } from './commands/delete-webhook/delete-webhook.command';
import { DeleteWebhookHandler } from './commands/delete-webhook/delete-webhook.handler';
import { RedeliverDeliveryCommand } from './commands/redeliver-delivery/redeliver-delivery.command';
import { RedeliverDeliveryHandler } from './commands/redeliver-delivery/redeliver-delivery.handler';
import { RotateWebhookSecretCommand } from './commands/rotate-webhook-secret/rotate-webhook-secret.command';
import { RotateWebhookSecretHandler } from './commands/rotate-webhook-secret/rotate-webhook-secret.handler';
import { TestWebhookCommand } from './commands/test-webhook/test-webhook.command';
import { TestWebhookHandler } from './commands/test-webhook/test-webhook.handler';
import { UpdateWebhookCommand } from './commands/update-webhook/update-webhook.command';
import { UpdateWebhookHandler } from './commands/update-webhook/update-webhook.handler';
import { ListWebhooksQuery } from './queries/list-webhooks/list-webhooks.query';
import { ListWebhooksHandler } from './queries/list-webhooks/list-webhooks.handler';
import { deliverySchema, type OutreachCaller, type WebhookChange, webhookSchema } from './webhook.schema';

describe('webhooks', () => {
  let trial: OutreachTrial;
  beforeEach(async () => {
    trial = await OutreachTrial.begin();
  });
  afterEach(() => trial.end());

  const change = (by: OutreachCaller, id: string, what: WebhookChange, ifRevision?: number) =>
    trial.as(by, () =>
      new UpdateWebhookHandler(trial.gateway.unitOfWork, systemClock, trial.allowance).execute(
        new UpdateWebhookCommand(by, id, what, ifRevision),
      ),
    );
  const list = (by: OutreachCaller) =>
    trial.as(by, () => new ListWebhooksHandler(trial.gateway.unitOfWork).execute(new ListWebhooksQuery(by)));
  const ping = (by: OutreachCaller, id: string) =>
    trial.as(by, () =>
      new TestWebhookHandler(trial.gateway.unitOfWork, systemClock, randomIds).execute(
        new TestWebhookCommand(by, id),
      ),
    );
  const again = (by: OutreachCaller, id: string) =>
    trial.as(by, () =>
      new RedeliverDeliveryHandler(trial.gateway.unitOfWork).execute(new RedeliverDeliveryCommand(by, id)),
    );

  it('keeps the secret sealed, shows it once, and changes it without a gap', async () => {
    const { webhook, secret } = await trial.subscribe(await trial.receiver());
    expect(webhookSchema.parse(webhook)).toEqual(webhook);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const row = async () => (await trial.sql<Record<string, string>>(`select * from outreach.webhook`))[0];
    const before = await row();
    expect(JSON.stringify(before)).not.toContain(secret.slice(6));
    expect(trial.secrets.open(before?.['secret'] ?? '')).toBe(secret);

    const rotated = await trial.as(LIN, () =>
      new RotateWebhookSecretHandler(trial.gateway.unitOfWork, systemClock, trial.secrets).execute(
        new RotateWebhookSecretCommand(LIN, webhook.id, webhook.revision),
      ),
    );
    const after = await row();
    expect(trial.secrets.open(after?.['secret'] ?? '')).toBe(rotated.secret);
    expect(trial.secrets.open(after?.['previous_secret'] ?? '')).toBe(secret);
    const hours = (Date.parse(rotated.webhook.previousSecretUntil ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
    expect(JSON.stringify(await list(LIN))).not.toContain('whsec_');
  });

  it('belongs to one city: another neither sees nor changes it, though the query names its id', async () => {
    const receiver = await trial.receiver();
    const { webhook } = await trial.subscribe(receiver);
    const delivery = await ping(LIN, webhook.id);
    expect((await list(WU)).items).toEqual([]);
    // Also where a mistake has the query ask for the other city.
    const mistaken: OutreachCaller = { ...WU, city: '320500' };
    const asWu = <R>(work: () => R): R => Acting.run({ city: '320200', neighbours: ['320500'] }, work);
    const lists = new ListWebhooksHandler(trial.gateway.unitOfWork);
    expect(await asWu(() => lists.execute(new ListWebhooksQuery(mistaken)))).toEqual({ items: [] });
    const refused = { code: 'WEBHOOK_NOT_FOUND' };
    await expect(change(WU, webhook.id, { enabled: false })).rejects.toMatchObject(refused);
    await expect(ping(WU, webhook.id)).rejects.toMatchObject(refused);
    await expect(trial.deliveries(webhook.id, WU)).rejects.toMatchObject(refused);
    await expect(again(WU, delivery.id)).rejects.toMatchObject({ code: 'DELIVERY_NOT_FOUND' });
    const remove = (by: OutreachCaller) =>
      trial.as(by, () =>
        new DeleteWebhookHandler(trial.gateway.unitOfWork).execute(new DeleteWebhookCommand(by, webhook.id)),
      );
    await expect(remove(WU)).rejects.toMatchObject(refused);
    // An expert adviser sees none, whatever the route may say.
    const adviser = { ...SUZHOU, projects: ['prj_1'] };
    expect(await Acting.run(adviser, () => lists.execute(new ListWebhooksQuery(LIN)))).toEqual({ items: [] });

    await remove(LIN);
    expect((await list(LIN)).items).toEqual([]);
    expect(await trial.sql(`select id from outreach.delivery`)).toEqual([]);
  });

  it('is changed by who has seen its present state, and only to a destination that may be called', async () => {
    const { webhook } = await trial.subscribe(await trial.receiver());
    const changed = await change(
      LIN,
      webhook.id,
      { events: ['signal.recorded', 'signal.recorded'], enabled: false },
      1,
    );
    expect(changed).toMatchObject({
      events: ['signal.recorded'],
      enabled: false,
      revision: 2,
      url: webhook.url,
    });
    await expect(change(LIN, webhook.id, { enabled: true }, 1)).rejects.toMatchObject({
      code: 'WEBHOOK_CHANGED',
    });
    await expect(change(LIN, webhook.id, { url: 'https://169.254.169.254/' })).rejects.toMatchObject({
      problems: [{ code: 'WEBHOOK_URL_PRIVATE', field: 'url' }],
    });
    expect(await change(LIN, webhook.id, { enabled: true, url: 'https://例子.example/' })).toMatchObject({
      enabled: true,
      url: 'https://xn--fsqu00a.example/',
      revision: 3,
    });
  });

  it('is one of twenty at most, also when several are made at once', async () => {
    const create = new CreateWebhookHandler(
      trial.gateway.unitOfWork,
      systemClock,
      randomIds,
      trial.secrets,
      trial.allowance,
    );
    const made = await Promise.allSettled(
      Array.from({ length: 24 }, () =>
        trial.as(LIN, () =>
          create.execute(
            new CreateWebhookCommand(LIN, { url: 'https://example.org/', events: ['leads.changed'] }),
          ),
        ),
      ),
    );
    const refused = made
      .filter((one) => one.status === 'rejected')
      .map(({ reason }) => reason as { code: string });
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => 'WEBHOOKS_FULL'));
    await expect(trial.subscribe(await trial.receiver(), ['leads.changed'], WU)).resolves.toBeDefined();
  });

  it('is tried with a ping, also while it is disabled, and a delivery is made again on request', async () => {
    const receiver = await trial.receiver();
    const { webhook } = await trial.subscribe(receiver);
    await change(LIN, webhook.id, { enabled: false });
    const pinged = await ping(LIN, webhook.id);
    expect(deliverySchema.parse(pinged)).toMatchObject({ event: 'ping', state: 'queued' });
    await expect(again(LIN, pinged.id)).rejects.toMatchObject({ code: 'DELIVERY_UNDER_WAY' });
    await trial.deliverAll();
    expect(await again(LIN, pinged.id)).toMatchObject({ id: pinged.id, state: 'queued', attempts: 0 });
    await trial.deliverAll();
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([pinged.id, pinged.id]);
    for (let at = 0; at < 5; at++) await ping(LIN, webhook.id);
    await expect(ping(LIN, webhook.id)).rejects.toMatchObject({ code: 'WEBHOOK_PINGS_WAITING' });
    expect((await trial.deliveries(webhook.id)).map(({ state }) => state)).toEqual([
      ...Array.from({ length: 5 }, () => 'queued'),
      'delivered',
    ]);
  });

  it('lets the gateway change nothing of what was sent and answered', async () => {
    const { webhook } = await trial.subscribe(await trial.receiver());
    await ping(LIN, webhook.id);
    for (const statement of [
      `update outreach.delivery set event_id = 'x'`,
      `update outreach.delivery set response_status = 200`,
      `delete from outreach.delivery`,
      `update outreach.mail set to_address = 'x'`,
      `update outreach.lane set failing_since = null`,
    ])
      await expect(trial.as(LIN, () => trial.gateway.unitOfWork.query(statement))).rejects.toThrow(
        /permission denied/,
      );
  });
});
