import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from './bole-config';

const SECRET = 'postgres://bole:s3cret@db/bole';

describe('readConfig', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bole-config-'));
  const file = join(folder, 'database');
  beforeAll(() => writeFileSync(file, `${SECRET}\n`));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has a default for everything', () => {
    expect(readConfig({}).http).toEqual({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:8080',
      insecure: false,
      trustedProxies: [],
      checkAnswers: false,
    });
  });

  it('takes a public URL and trusted proxies', () => {
    const { http } = readConfig({
      BOLE_PUBLIC_URL: 'https://bole.example/',
      BOLE_TRUSTED_PROXIES: '10.0.0.1, 192.168.0.0/16,fd00::/8',
    });
    expect(http.publicUrl).toBe('https://bole.example');
    expect(http.trustedProxies).toEqual(['10.0.0.1', '192.168.0.0/16', 'fd00::/8']);
  });

  it('takes a secret from a file, without the end of its line', () => {
    expect(readConfig({ BOLE_DATABASE_FILE: file }).database).toEqual({ kind: 'url', url: SECRET });
  });

  it('takes the providers of cities’ own sign-on', () => {
    const suzhou = { city: '320500', issuer: 'https://login.example', clientSecret: 's3cret' };
    const { signOnProviders } = readConfig({ BOLE_OIDC_SECRETS: JSON.stringify({ suzhou }) });
    expect(signOnProviders.get('suzhou')).toEqual(suzhou);
  });

  it.each([
    [
      { BOLE_DATABASE_FILE: file, BOLE_DATABASE: SECRET },
      'BOLE_DATABASE and BOLE_DATABASE_FILE are both given',
    ],
    [
      { BOLE_DATABASE_FILE: join(folder, 'none') },
      'BOLE_DATABASE_FILE names a file that cannot be read (ENOENT)',
    ],
    [{ BOLE_PORT_FILE: file }, 'BOLE_PORT_FILE is no setting of Bole'],
    [{ BOLE_PROT: '1' }, 'BOLE_PROT is no setting of Bole'],
    [{ BOLE_DATABASE: 's3cret' }, 'BOLE_DATABASE is wrong: Invalid URL'],
    [
      { BOLE_PUBLIC_URL: 'https://bole.example/there' },
      'BOLE_PUBLIC_URL is "https://bole.example/there": a URL',
    ],
    [
      {
        BOLE_OIDC_SECRETS:
          '{"a": {"city": "320500", "issuer": "http://login.example", "clientSecret": "s3cret"}}',
      },
      '(look at a.issuer)',
    ],
    [{ BOLE_TRUSTED_PROXIES: '10.0.0.0/33' }, 'BOLE_TRUSTED_PROXIES is "10.0.0.0/33": addresses'],
    [{ BOLE_TRUSTED_PROXIES: 'proxy.example' }, 'BOLE_TRUSTED_PROXIES is "proxy.example": addresses'],
  ])('stops at %j and names what is wrong, but no secret', (environment, sentence) => {
    const read = (): unknown => readConfig(environment);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(sentence);
    expect(read).not.toThrow('s3cret');
  });
});
