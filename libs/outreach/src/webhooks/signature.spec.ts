import { createHmac } from 'node:crypto';
import { newWebhookSecret, signatureHeaders } from './signature';

describe('signatureHeaders', () => {
  it('signs as the reference implementation of Standard Webhooks does', () => {
    // From the tests of https://github.com/standard-webhooks/standard-webhooks (libraries/javascript).
    const headers = signatureHeaders(
      {
        id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        at: new Date(1_614_265_330_000),
        body: '{"test": 2432232314}',
      },
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('signs with every secret that holds, the newest first', () => {
    const secrets = [newWebhookSecret(), newWebhookSecret()];
    const { 'webhook-signature': signature } = signatureHeaders(
      { id: 'a', at: new Date(5_000), body: '伯乐' },
      secrets,
    );
    const expected = secrets.map((secret) => {
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      expect(key).toHaveLength(32);
      return `v1,${createHmac('sha256', key).update('a.5.伯乐').digest('base64')}`;
    });
    expect(signature).toBe(expected.join(' '));
  });
});
