import { createHmac } from 'node:crypto';
import { Acting, ALL_CITIES } from '@bole/persistence';
import { OutreachTrial, WU } from '../../../../../test/support/outreach';
import { type Received } from '../../../../../test/support/webhook-receiver';
import { fanOut } from '../telling/event-fan-out';
import { type WebhookEvent } from '../webhook-event';
import { callWebhook } from '../webhook-request';
import { LaneStore } from './lane.store';

function change(id: string, city = '320500', at = new Date(Date.now() + 1_000)): WebhookEvent {
  return { id, event: 'leads.changed', city, at, subject: 'prj_1', data: { projectId: 'prj_1', n: id } };
}

function idsOf(received: readonly Received[]): unknown[] {
  return received.map(({ body }) => (JSON.parse(body) as { id: unknown }).id);
}

function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const signature = `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(signature);
}

describe('deliveries to webhooks', () => {
  let trial: OutreachTrial;
  beforeEach(async () => {
    trial = await OutreachTrial.begin();
  });
  afterEach(() => trial.end());

  const tell = (...events: WebhookEvent[]): Promise<number> =>
    Acting.run(ALL_CITIES, () => trial.courier.unitOfWork.run((transaction) => fanOut(transaction, events)));

  it('tells each webhook of its city’s events that it asked for, once, signed, as CloudEvents', async () => {
    const [ours, theirs] = [await trial.receiver(), await trial.receiver()];
    const { webhook, secret } = await trial.subscribe(ours);
    await trial.subscribe(theirs, ['leads.changed', 'signal.recorded'], WU);
    const events = [
      change('a'),
      { ...change('b'), event: 'project.changed' as const },
      change('c', '320200'),
      change('early', '320500', new Date(Date.now() - 86_400_000)),
      change('ancient', '320500', new Date(0)),
    ];
    expect(await tell(...events)).toBe(2);
    expect(await tell(...events)).toBe(0);
    await trial.deliverAll();

    expect(idsOf(theirs.received)).toEqual(['c']);
    expect(idsOf(ours.received)).toEqual(['a']);
    const [received] = ours.received as [Received];
    expect(JSON.parse(received.body)).toEqual({
      specversion: '1.0',
      id: 'a',
      source: '/bole/320500',
      type: 'leads.changed',
      time: events[0]?.at.toISOString(),
      subject: 'prj_1',
      datacontenttype: 'application/json',
      data: { projectId: 'prj_1', n: 'a' },
    });
    expect(received.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(isSigned(received, secret)).toBe(true);
    expect(await trial.deliveries(webhook.id)).toEqual([
      expect.objectContaining({
        id: received.headers['webhook-id'],
        state: 'delivered',
        attempts: 1,
        responseStatus: 204,
        error: null,
      }),
    ]);
  });

  it('keeps order through a short trouble, lets others overtake a long one, and gives up after ten attempts', async () => {
    let down = true;
    const receiver = await trial.receiver((response, { body }) =>
      response.writeHead(body.includes('"poison"') || down ? 500 : 200).end('because'),
    );
    const { webhook } = await trial.subscribe(receiver);
    await tell(change('poison'), change('b'), change('c'));
    await trial.deliverAll();
    const [{ state, attempts, error, responseBody, nextAttemptAt } = {} as never] = (
      await trial.deliveries(webhook.id)
    ).slice(-1);
    expect({ state, attempts, error, responseBody }).toEqual({
      state: 'queued',
      attempts: 1,
      error: 'WEBHOOK_STATUS',
      responseBody: 'because',
    });
    expect(Date.parse(nextAttemptAt ?? '') - Date.now()).toBeLessThan(11_000);

    down = false;
    for (let attempt = 2; attempt <= 3; attempt++) {
      await trial.dueNow();
      await trial.deliverAll();
    }
    expect(idsOf(receiver.received)).toEqual(['poison', 'poison', 'poison']);
    await trial.dueNow();
    await trial.deliverAll();
    expect(idsOf(receiver.received).slice(3)).toEqual(['poison', 'b', 'c']);
    for (let attempt = 5; attempt <= 10; attempt++) {
      await trial.dueNow();
      await trial.deliverAll();
    }
    await trial.dueNow();
    await trial.deliverAll();
    expect(receiver.received).toHaveLength(12);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
    expect((await trial.deliveries(webhook.id)).at(-1)).toMatchObject({ state: 'failed', attempts: 10 });
  });

  it('has one call a webhook at a time, in order, by however many processes; a slow receiver holds up nobody else', async () => {
    let release: () => void = () => undefined;
    const slow = await trial.receiver((response) => {
      release = () => response.writeHead(200).end();
    });
    let [now, most] = [0, 0];
    const quick = await trial.receiver((response) => {
      most = Math.max(most, ++now);
      setImmediate(() => {
        now--;
        response.writeHead(200).end();
      });
    });
    await trial.subscribe(slow);
    await trial.subscribe(quick, ['leads.changed'], WU);
    const names = Array.from({ length: 45 }, (_, at) => `e${String(at).padStart(2, '0')}`);
    await tell(change('slow'), ...names.map((name) => change(name, '320200')));

    const processes = [trial.delivering(), trial.delivering(), trial.delivering()];
    while (quick.received.length < names.length) await Promise.all(processes.map((one) => one.round()));
    expect(slow.received).toHaveLength(1);
    release();
    await Promise.all(processes.map((one) => one.settled()));
    expect(idsOf(quick.received)).toEqual(names);
    expect(most).toBe(1);
    expect(slow.received).toHaveLength(1);
  });

  it('makes a delivery again, under the same id, when its process died; a late word of the dead one does not count', async () => {
    const receiver = await trial.receiver();
    const { webhook } = await trial.subscribe(receiver);
    await tell(change('a'), change('b'));
    const lanes = new LaneStore(trial.courier.unitOfWork);
    const [lane] = await Acting.run(ALL_CITIES, () => lanes.claim(5));
    if (lane === undefined) throw new Error('no lane was due');
    const scope = { city: '320500', neighbours: [] };
    const begun = await Acting.run(scope, () => lanes.begin(lane));
    if (begun === undefined) throw new Error('nothing was due');
    expect(await trial.delivering().round()).toBe('idle');

    await trial.sql(`update outreach.lane set held_until = clock_timestamp() - interval '1 second'`);
    await trial.deliverAll();
    expect(idsOf(receiver.received)).toEqual(['a', 'b']);
    expect(receiver.received[0]?.headers['webhook-id']).toBe(begun.id);
    const late = { responseStatus: 500, responseBody: '', error: 'WEBHOOK_STATUS', retryAfterMs: 1 };
    expect(
      await Acting.run(scope, () =>
        trial.courier.unitOfWork.run((transaction) => lanes.record(transaction, lane, begun, late)),
      ),
    ).toEqual({ held: false, failing: false });
    expect((await trial.deliveries(webhook.id)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['delivered', 1],
      ['delivered', 2],
    ]);
  });

  it('ends a webhook whose receiver is gone, and writes to whoever set it up', async () => {
    const receiver = await trial.receiver((response) => response.writeHead(410).end());
    const { webhook } = await trial.subscribe(receiver);
    await tell(change('a'), change('b'));
    await trial.deliverAll();
    expect(receiver.received).toHaveLength(1);
    const [kept] = await trial.sql(`select enabled, disabled_reason, revision from outreach.webhook`);
    expect(kept).toEqual({ enabled: false, disabled_reason: 'WEBHOOK_GONE', revision: '2' });
    expect((await trial.deliveries(webhook.id)).map(({ state, error }) => [state, error])).toEqual([
      ['failed', 'WEBHOOK_DISABLED'],
      ['failed', 'WEBHOOK_STATUS'],
    ]);
    expect(await tell(change('c'))).toBe(0);
    const [mail] = await trial.sql<{ to_address: string; text: string; key: string }>(
      `select to_address, text, key from outreach.mail`,
    );
    expect(mail).toMatchObject({ to_address: 'lin@suzhou.example', key: `webhook-disabled:${webhook.id}:2` });
    expect(mail?.text).toContain('WEBHOOK_GONE');
    expect(mail?.text).not.toContain('/hook');
  });

  it('ends a webhook after three days of failures only; one success in between, or enabling it again, begins anew', async () => {
    let status = 500;
    const receiver = await trial.receiver((response) => response.writeHead(status).end());
    const { webhook } = await trial.subscribe(receiver);
    const fail = async (id: string): Promise<boolean> => {
      await tell(change(id));
      await trial.dueNow();
      await trial.deliverAll();
      const [row] = await trial.sql<{ enabled: boolean }>(`select enabled from outreach.webhook`);
      return row?.enabled ?? false;
    };
    const daysPass = (days: number) =>
      trial.sql(`update outreach.lane set failing_since = failing_since - make_interval(days => $1)`, [days]);
    // It was set up long ago: that is not since when it fails.
    await trial.sql(`update outreach.webhook set enabled_at = enabled_at - interval '1 year'`);
    expect(await fail('a')).toBe(true);
    await daysPass(2);
    expect(await fail('b')).toBe(true);
    status = 200;
    expect(await fail('c')).toBe(true);
    status = 500;
    await daysPass(2);
    expect(await fail('d')).toBe(true);
    await daysPass(4);
    expect(await fail('e')).toBe(false);
    expect(await trial.sql(`select disabled_reason from outreach.webhook`)).toEqual([
      { disabled_reason: 'WEBHOOK_FAILING' },
    ]);

    await trial.sql(
      `update outreach.webhook set enabled = true, disabled_reason = null, enabled_at = clock_timestamp()`,
    );
    expect(await fail('f')).toBe(true);
    expect((await trial.deliveries(webhook.id)).some(({ error }) => error === 'WEBHOOK_DISABLED')).toBe(true);
  });

  it('signs with both secrets for a day after a change, then with the new one', async () => {
    const receiver = await trial.receiver();
    const { webhook, secret } = await trial.subscribe(receiver);
    const next = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    await trial.sql(
      `update outreach.webhook set previous_secret = secret, secret = $1, previous_secret_until = clock_timestamp() + interval '1 hour'`,
      [trial.secrets.seal(next)],
    );
    await tell(change('a'));
    await trial.deliverAll();
    await trial.sql(`update outreach.webhook set previous_secret_until = clock_timestamp()`);
    await tell(change('b'));
    await trial.deliverAll();
    expect(receiver.received.map((one) => [isSigned(one, next), isSigned(one, secret)])).toEqual([
      [true, true],
      [true, false],
    ]);
    expect(webhook.previousSecretUntil).toBeNull();
  });

  it('goes on after a turn that broke off', async () => {
    const receiver = await trial.receiver();
    const { webhook } = await trial.subscribe(receiver);
    await tell(change('a'));
    let broken = true;
    const delivering = trial.delivering((...given) => {
      if (broken) throw new Error('out of memory');
      return callWebhook(...given);
    });
    await trial.deliverAll(delivering);
    expect(receiver.received).toEqual([]);
    broken = false;
    await trial.sql(`update outreach.lane set held_until = clock_timestamp() - interval '1 second'`);
    await trial.deliverAll(delivering);
    expect(idsOf(receiver.received)).toEqual(['a']);
    expect(await trial.deliveries(webhook.id)).toMatchObject([{ state: 'delivered', attempts: 2 }]);
  });
});
