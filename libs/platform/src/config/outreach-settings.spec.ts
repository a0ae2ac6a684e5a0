import { readConfig } from './bole-config';

const KEY = Buffer.alloc(32, 0xa5).toString('base64');

describe('the settings of outreach', () => {
  it('reads the mail server, whom mails are from, keys, and inner destinations', () => {
    const config = readConfig({
      BOLE_SMTP_URL: 'smtps://bole@mail.example.org',
      BOLE_SMTP_PASSWORD: 'p',
      BOLE_MAIL_FROM: '"伯乐 Bole" <bole@example.org>',
      BOLE_SECRET_KEY: `${KEY}\n${'5a'.repeat(32)}`,
      BOLE_WEBHOOKS_ALLOW_PRIVATE:
        'Hooks.inner:8443, 10.20.0.0/16,[fd00::1]:443,fd00:2::/64,127.0.0.1:9,10.0.0.0/8:80',
    });
    expect(config.smtp).toEqual({
      url: 'smtps://bole@mail.example.org',
      password: 'p',
      from: { name: '伯乐 Bole', address: 'bole@example.org' },
    });
    expect(config.secretKeys).toEqual([Buffer.alloc(32, 0xa5), Buffer.alloc(32, 0x5a)]);
    expect(config.webhooks.allowPrivate).toEqual([
      { host: 'hooks.inner', port: 8443 },
      { host: '10.20.0.0/16', port: undefined },
      { host: 'fd00::1', port: 443 },
      { host: 'fd00:2::/64', port: undefined },
      { host: '127.0.0.1', port: 9 },
      { host: '10.0.0.0/8', port: 80 },
    ]);
    expect(readConfig({})).toMatchObject({ smtp: undefined, secretKeys: [], webhooks: { allowPrivate: [] } });
  });

  it.each([
    ['BOLE_SMTP_URL', 'https://mail.example.org', /BOLE_SMTP_URL is wrong/],
    ['BOLE_SMTP_URL', 'smtp://mail.example.org', /BOLE_MAIL_FROM is not given/],
    ['BOLE_MAIL_FROM', 'Bole <bole>', /BOLE_MAIL_FROM is "Bole <bole>": an address such as/],
    ['BOLE_MAIL_FROM', 'Bole\r\nBcc: x <a@b.example>', /BOLE_MAIL_FROM/],
    ['BOLE_SECRET_KEY', 'c2hvcnQ=', /BOLE_SECRET_KEY is wrong: 32 random bytes in base64/],
    [
      'BOLE_WEBHOOKS_ALLOW_PRIVATE',
      '10.0.0.0/8,https://inner/',
      /BOLE_WEBHOOKS_ALLOW_PRIVATE.*"https:\/\/inner\/" is no host/,
    ],
    ['BOLE_WEBHOOKS_ALLOW_PRIVATE', 'inner:70000', /BOLE_WEBHOOKS_ALLOW_PRIVATE/],
  ])('refuses %s=%s', (name, value, sentence) => {
    expect(() => readConfig({ [name]: value })).toThrow(sentence);
  });

  it('does not show a key that is wrong', () => {
    expect(() => readConfig({ BOLE_SECRET_KEY: 'hunter2' })).toThrow(/^(?!.*hunter2)/);
  });
});
