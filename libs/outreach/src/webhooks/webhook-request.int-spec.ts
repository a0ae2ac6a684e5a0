import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { readConfig } from '@bole/platform';
import { Receiver } from '../../../../test/support/webhook-receiver';
import { Allowance } from './destination/allowance';
import { type Resolve } from './destination/checked-addresses';

import { CALL_LIMITS, type CallOutcome, callWebhook } from './webhook-request';

const opened = (list: string): Allowance =>
  new Allowance(readConfig({ BOLE_WEBHOOKS_ALLOW_PRIVATE: list }).webhooks.allowPrivate);
const SHORT = { ...CALL_LIMITS, totalMs: 400 };

describe('callWebhook', () => {
  const receivers: Receiver[] = [];
  afterEach(() => Promise.all(receivers.splice(0).map((receiver) => receiver.close())));

  async function receiver(answer?: Receiver['answer'], address?: string, port?: number): Promise<Receiver> {
    const one = new Receiver(address);
    if (answer !== undefined) one.answer = answer;
    await one.open(port);
    receivers.push(one);
    return one;
  }

  const post = (one: Receiver, options: Parameters<typeof callWebhook>[2] = {}): Promise<CallOutcome> =>
    callWebhook(
      {
        url: `http://127.0.0.1:${one.port}/hook?token=x`,
        headers: { 'webhook-id': 'dlv_1' },
        body: '{"伯":"乐"}',
      },
      opened(`127.0.0.1:${one.port}`),
      options,
    );

  it('posts the body and gives the beginning of the answer', async () => {
    const one = await receiver((response) => response.writeHead(202).end(`伯\0${'乐'.repeat(1_000)}`));
    const outcome = await post(one);
    expect(outcome).toMatchObject({ kind: 'answered', status: 202 });
    // 1,024 bytes, of which the NUL goes, and the last character that was cut in two.
    expect(outcome).toHaveProperty('excerpt', `伯${'乐'.repeat(340)}`);
    expect(one.received).toEqual([
      {
        path: '/hook?token=x',
        body: '{"伯":"乐"}',
        headers: expect.objectContaining({ 'webhook-id': 'dlv_1', host: `127.0.0.1:${one.port}` }) as object,
      },
    ]);
  });

  it('does not follow a redirect, to a private address or elsewhere', async () => {
    const inner = await receiver();
    const one = await receiver((response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${inner.port}/latest/meta-data` }).end(),
    );
    expect(await post(one)).toMatchObject({ kind: 'answered', status: 307 });
    expect(inner.received).toEqual([]);
  });

  it('calls nothing that is not opened', async () => {
    const one = await receiver();
    const call = { url: `http://127.0.0.1:${one.port}/`, headers: {}, body: '' };
    expect(await callWebhook(call, opened(''))).toEqual({ kind: 'failed', code: 'WEBHOOK_ADDRESS_REFUSED' });
    expect(one.received).toEqual([]);
  });

  it('connects to the address that was checked, though the name resolves to another the second time', async () => {
    const safe = await receiver();
    const inner = await receiver(undefined, '127.0.0.2', safe.port);
    let asked = 0;
    const rebinding: Resolve = async () => [
      { address: ++asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 },
    ];
    const allowance = opened(`127.0.0.1:${safe.port},hooks.example:${safe.port}`);
    const call = { url: `http://hooks.example:${safe.port}/`, headers: {}, body: '' };
    expect(await callWebhook(call, allowance, { resolve: rebinding })).toMatchObject({ status: 204 });
    expect([asked, safe.received.length, inner.received.length]).toEqual([1, 1, 0]);
    expect(safe.received[0]?.headers.host).toBe(`hooks.example:${safe.port}`);
  });

  it('refuses a public name that resolves to a private address, before it connects', async () => {
    const inner = await receiver();
    const call = { url: `https://hooks.example:${inner.port}/`, headers: {}, body: '' };
    const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    expect(await callWebhook(call, opened(''), { resolve })).toEqual({
      kind: 'failed',
      code: 'WEBHOOK_ADDRESS_REFUSED',
    });
    expect(
      await callWebhook({ ...call, url: call.url.replace('https', 'http') }, opened(''), { resolve }),
    ).toEqual({
      kind: 'failed',
      code: 'WEBHOOK_ADDRESS_REFUSED',
    });
  });

  it('waits for an answer no longer than its limit, be it the name server or the receiver that is silent', async () => {
    const silent = await receiver(() => undefined);
    const late = { kind: 'failed', code: 'WEBHOOK_TIMED_OUT' };
    expect(await post(silent, { limits: SHORT })).toEqual(late);
    const call = { url: 'https://hooks.example/', headers: {}, body: '' };
    const resolve: Resolve = () => new Promise(() => undefined);
    expect(await callWebhook(call, opened(''), { resolve, limits: SHORT })).toEqual(late);
  });

  it('has its answer with the status: a slow body ends with the limit, an endless one with 64 kB', async () => {
    const slow = await receiver((response) => response.writeHead(200).write('a beginning'));
    expect(await post(slow, { limits: SHORT })).toEqual({
      kind: 'answered',
      status: 200,
      excerpt: 'a beginning',
    });

    let sent = 0;
    let closed = (): void => undefined;
    const connectionClosed = new Promise<void>((resolve) => (closed = resolve));
    const endless = await receiver((response) => {
      response.writeHead(200).on('close', closed);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384, 'x'))) sent += 16_384;
      };
      response.on('drain', more);
      more();
    });
    expect(await post(endless)).toEqual({ kind: 'answered', status: 200, excerpt: 'x'.repeat(1_024) });
    await connectionClosed;
    // What lies in buffers on both sides comes on top of the 64 kB that are read.
    expect(sent).toBeLessThan(16 * 1_048_576);
  });

  it('tells a connection that is reset or refused, and an answer that is none, from an answer', async () => {
    const failed = { kind: 'failed', code: 'WEBHOOK_CONNECTION_FAILED' };
    const resetting = await receiver((response) => (response.socket as Socket).resetAndDestroy());
    expect(await post(resetting)).toEqual(failed);
    await resetting.close();
    receivers.splice(receivers.indexOf(resetting), 1);

    const babble = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.resume().end('SSH-2.0-OpenSSH_9.9\r\n');
    }).listen(0, '127.0.0.1');
    await once(babble, 'listening');
    const { port } = babble.address() as { port: number };
    const call = (scheme: string) =>
      callWebhook(
        { url: `${scheme}://127.0.0.1:${port}/`, headers: {}, body: '' },
        opened(`127.0.0.1:${port}`),
      );
    expect(await call('http')).toEqual(failed);
    expect(await call('https')).toMatchObject({ code: expect.stringMatching(/TLS|CONNECTION/) as string });
    babble.close();
    await once(babble, 'close');
    expect(await call('http')).toEqual(failed);
  });
});
