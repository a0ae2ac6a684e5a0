import { CommandBus } from '@nestjs/cqrs';
import { CreateOneTimeLinkCommand, EnsureCityCommand, EnsurePersonCommand, type Role } from '@bole/access';
import { projectSubmittedV1 } from '@bole/contracts';
import { freshDatabase, type TestDatabase } from '../support/database';
import { type House, startHouse } from '../support/house';
import { type OpenIdProvider, startOpenIdProvider } from '../support/openid-provider';
import { Visitor } from '../support/visitor';
import { type Received, Receiver } from '../support/webhook-receiver';

const SUZHOU = '320500';
const WUXI = '320200';
const PUBLIC_URL = 'https://bole.example';
const RETURN = `${PUBLIC_URL}/sign-in/return`;
const PASSWORD = 'grey harbour under 7 cranes';

interface Listed {
  readonly items: readonly { readonly id: string; readonly [name: string]: unknown }[];
  readonly next: string | null;
}
interface MadeKey {
  readonly key: { readonly id: string };
  readonly secret: string;
}

/** People, keys and what belongs to them, over HTTP, as it is behind https. */
describe('the people of a house', () => {
  let database: TestDatabase;
  let provider: OpenIdProvider;
  let house: House;
  let admin: Visitor;
  let wuxi: Visitor;

  beforeAll(async () => {
    database = await freshDatabase();
    provider = await startOpenIdProvider(RETURN, 'the-client-secret');
    house = await startHouse(database.connection, {
      BOLE_PUBLIC_URL: PUBLIC_URL,
      BOLE_WEBHOOKS_ALLOW_PRIVATE: '127.0.0.0/8',
      BOLE_OIDC_SECRETS: JSON.stringify({
        suzhou: { issuer: provider.issuer, clientSecret: 'the-client-secret', city: SUZHOU },
      }),
    });
    await house.cluster('su-xi-chang', SUZHOU, WUXI);
    admin = await visitor('administrator', SUZHOU, 'admin@suzhou.example');
    wuxi = await visitor('administrator', WUXI, 'admin@wuxi.example');
  });

  afterAll(async () => {
    await house.close();
    await provider.stop();
    await database.drop();
  });

  /** Makes a person and signs it in by a link that holds once. */
  async function visitor(role: Role, city: string, email: string): Promise<Visitor> {
    const operator = house.running.part('operator').get(CommandBus, { strict: false });
    await operator.execute(new EnsureCityCommand(city));
    const name = `Person ${email.split('@')[0]}`;
    await operator.execute(new EnsurePersonCommand({ email, name, memberships: [{ city, role }] }));
    const { token } = await operator.execute(new CreateOneTimeLinkCommand(email, city));
    const one = new Visitor(house.url);
    expect((await one.signIn('session/link', { token })).status).toBe(200);
    return one;
  }

  /** The secret of the link in the mail that was last written to an address, which its city's administrator hands on. */
  async function linkTo(email: string, by = admin): Promise<string> {
    const { json: mails } = await by.ask<Listed>('GET', 'mails');
    const found = mails.items.find(({ to }) => (to as { address: string }).address === email);
    const { json } = await by.ask<{ text: string }>('GET', `mails/${found?.id}`);
    return /#token=(\S+)/.exec(json.text)?.[1] ?? '';
  }

  async function join(email: string, role: Role): Promise<Visitor> {
    await admin.ask('POST', 'invitations', { email, role });
    const one = new Visitor(house.url);
    const body = { token: await linkTo(email), name: `${email.split('@')[0]} of Suzhou`, password: PASSWORD };
    expect((await one.signIn('invitations/acceptance', body)).status).toBe(200);
    return one;
  }

  const codeOf = ({ status, json }: { readonly status: number; readonly json: unknown }) => [
    status,
    (json as { code?: string } | undefined)?.code,
  ];

  it('come by invitation, sign in by password, and out', async () => {
    const invited = await admin.ask(
      'POST',
      'invitations',
      { email: 'Lin@Suzhou.example', role: 'officer' },
      { 'idempotency-key': 'invite-lin' },
    );
    expect(invited).toMatchObject({ status: 201, json: { email: 'lin@suzhou.example', role: 'officer' } });
    expect(JSON.stringify(invited.json)).not.toContain('token');
    const token = await linkTo('lin@suzhou.example');
    const lin = new Visitor(house.url);
    expect(await lin.ask('POST', 'invitations/offer', { token })).toMatchObject({
      status: 200,
      json: { city: { code: SUZHOU }, role: 'officer', hasPassword: false },
    });
    const weak = await lin.ask('POST', 'invitations/acceptance', { token, name: 'Lin', password: 'short' });
    expect(weak).toMatchObject({ status: 422, json: { errors: [{ field: 'password' }] } });
    const accepted = await lin.signIn('invitations/acceptance', { token, name: '林悦', password: PASSWORD });
    expect(accepted).toMatchObject({ status: 200, json: { city: SUZHOU, role: 'officer' } });
    expect(codeOf(await lin.ask('POST', 'invitations/offer', { token }))).toEqual([401, 'LINK_INVALID']);

    const [cookie = ''] = accepted.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-bole=[\w-]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
    const session = lin.cookies.get('__Host-bole') ?? '';
    expect(JSON.stringify(accepted.json)).not.toContain(session);

    expect((await lin.ask('DELETE', 'session')).status).toBe(204);
    expect(lin.cookies.size).toBe(0);
    lin.cookies.set('__Host-bole', session);
    expect(codeOf(await lin.ask('GET', 'session'))).toEqual([401, 'SIGN_IN_NEEDED']);
    const again = new Visitor(house.url);
    const wrong = await again.signIn('session', { email: 'lin@suzhou.example', password: 'something else' });
    expect(codeOf(wrong)).toEqual([401, 'SIGN_IN_REFUSED']);
    expect(again.cookies.size).toBe(0);
    await again.signIn('session', { email: 'lin@suzhou.example', password: PASSWORD });
    expect(await again.ask('GET', 'session')).toMatchObject({ json: { name: '林悦', role: 'officer' } });
  });

  it('change nothing by what another site makes their browser send', async () => {
    const invitation = { email: 'forged@suzhou.example', role: 'administrator' };
    const forger = new Visitor(house.url);
    for (const [name, value] of admin.cookies) forger.cookies.set(name, value);
    expect(codeOf(await forger.ask('POST', 'invitations', invitation))).toEqual([403, 'CSRF_TOKEN_INVALID']);
    forger.csrfToken = wuxi.csrfToken;
    expect(codeOf(await forger.ask('POST', 'invitations', invitation))).toEqual([403, 'CSRF_TOKEN_INVALID']);
    const elsewhere = { origin: 'https://evil.example' };
    expect(codeOf(await admin.ask('POST', 'invitations', invitation, elsewhere))).toEqual([
      403,
      'CROSS_SITE_REFUSED',
    ]);
    const { json } = await admin.ask<Listed>('GET', 'invitations');
    expect(json.items.map(({ email }) => email)).not.toContain('forged@suzhou.example');
  });

  it('are locked out after ten wrong passwords, whoever knows the right one', async () => {
    await join('locked@suzhou.example', 'analyst');
    const guesser = new Visitor(house.url);
    const guess = (password: string) =>
      guesser.signIn('session', { email: 'locked@suzhou.example', password });
    for (let at = 0; at < 10; at++) expect((await guess(`guess number ${at}`)).status).toBe(401);
    const refused = await guess(PASSWORD);
    expect(codeOf(refused)).toEqual([429, 'SIGN_IN_LOCKED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('are kept by administrators of their own city, of whom one stays', async () => {
    const lou = await join('lou@suzhou.example', 'officer');
    const { json: me } = await lou.ask<{ id: string }>('GET', 'session');
    expect(codeOf(await lou.ask('GET', 'people'))).toEqual([403, 'PERMISSION_MISSING']);
    const { json: first } = await admin.ask<Listed>('GET', 'people?limit=1');
    const { json: rest } = await admin.ask<Listed>('GET', `people?limit=200&cursor=${first.next}`);
    const people = [...first.items, ...rest.items];
    expect(people.find(({ id }) => id === me.id)).toMatchObject({
      email: 'lou@suzhou.example',
      role: 'officer',
    });
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);

    for (const method of ['GET', 'DELETE'])
      expect(codeOf(await wuxi.ask(method, `people/${me.id}`))).toEqual([404, 'PERSON_NOT_FOUND']);
    const stale = await admin.ask(
      'PUT',
      `people/${me.id}/role`,
      { role: 'analyst' },
      { 'if-match': '"999"' },
    );
    expect(codeOf(stale)).toEqual([412, 'REVISION_MOVED_ON']);
    const { headers } = await admin.ask('GET', `people/${me.id}`);
    const tag = headers.get('etag') ?? '';
    const changed = await admin.ask('PUT', `people/${me.id}/role`, { role: 'analyst' }, { 'if-match': tag });
    expect(changed).toMatchObject({ status: 200, json: { role: 'analyst' } });
    expect(changed.headers.get('etag')).not.toBe(tag);
    expect(await lou.ask('GET', 'session')).toMatchObject({ json: { role: 'analyst' } });

    expect((await admin.ask('DELETE', `people/${me.id}`)).status).toBe(204);
    expect((await lou.ask('GET', 'session')).status).toBe(401);
    const { json: own } = await admin.ask<{ id: string }>('GET', 'session');
    expect(codeOf(await admin.ask('DELETE', `people/${own.id}`))).toEqual([409, 'LAST_ADMINISTRATOR']);
    expect(codeOf(await admin.ask('PUT', `people/${own.id}/role`, { role: 'officer' }))).toEqual([
      409,
      'LAST_ADMINISTRATOR',
    ]);
  });

  it('set a new password by mail, whose link nobody else reads', async () => {
    const may = await join('may@suzhou.example', 'officer');
    expect((await may.ask('POST', 'password-resets', { email: 'may@suzhou.example' })).status).toBe(202);
    expect((await may.ask('POST', 'password-resets', { email: 'nobody@suzhou.example' })).status).toBe(202);
    expect(await linkTo('may@suzhou.example')).toBe('…');
    const { json: read } = await admin.ask<Listed>('GET', 'audit?action=mail.read&limit=1');
    expect(read.items).toMatchObject([{ object: { kind: 'mail' } }]);
  });

  it('give programs keys: shown once, within their scopes, changed over without a gap, ended at once', async () => {
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const body = { label: 'report', scopes: ['leads:read'], expiresAt };
    const made = await admin.ask<MadeKey>('POST', 'keys', body);
    expect(made.status).toBe(201);
    const { key, secret } = made.json;
    expect(secret).toMatch(new RegExp(`^bole_${key.id}_`));
    const listed = [
      await admin.ask('GET', 'keys'),
      await admin.ask('GET', `keys/${key.id}`),
      await admin.ask('GET', 'audit?action=key.created'),
    ];
    for (const { status, json } of listed) {
      expect(status).toBe(200);
      expect(JSON.stringify(json)).toContain(key.id);
      expect(JSON.stringify(json)).not.toContain(secret.slice(`bole_${key.id}_`.length));
    }
    const by = (bearer: string, path: string) =>
      new Visitor(house.url).ask('GET', path, undefined, { authorization: `Bearer ${bearer}` });
    expect((await by(secret, 'leads')).status).toBe(200);
    expect(codeOf(await by(secret, 'investors'))).toEqual([403, 'PERMISSION_MISSING']);
    expect(codeOf(await by(secret, 'keys'))).toEqual([403, 'PERMISSION_MISSING']);

    const other = await wuxi.ask('POST', `keys/${key.id}/rotate`, { graceHours: 0 });
    expect(codeOf(other)).toEqual([404, 'KEY_NOT_FOUND']);
    const { json: rotated } = await admin.ask<MadeKey>('POST', `keys/${key.id}/rotate`, { graceHours: 1 });
    expect([(await by(secret, 'leads')).status, (await by(rotated.secret, 'leads')).status]).toEqual([
      200, 200,
    ]);
    expect((await admin.ask('DELETE', `keys/${key.id}`)).status).toBe(204);
    for (const ended of [secret, rotated.secret])
      expect(codeOf(await by(ended, 'leads'))).toEqual([401, 'KEY_REVOKED']);
  });

  it('show projects to expert advisers, and no longer', async () => {
    const { profile } = projectSubmittedV1.golden;
    const body = {
      ...projectSubmittedV1.golden,
      sourceId: 'shared',
      profile: { ...profile, place: { country: 'CHN', division: SUZHOU }, visibility: 'city' },
    };
    const submitted = await admin.ask<{ profileId: string }>('POST', 'projects', body);
    expect(submitted.status).toBe(202);
    await house.settled();
    const project = `projects/${submitted.json.profileId}`;
    const adviser = await join('adviser@suzhou.example', 'adviser');
    const officer = await join('sharing@suzhou.example', 'officer');
    const { json: me } = await adviser.ask<{ id: string }>('GET', 'session');
    const { json: self } = await officer.ask<{ id: string }>('GET', 'session');
    expect((await adviser.ask('GET', project)).status).toBe(404);
    expect(codeOf(await officer.ask('PUT', `${project}/shares/${self.id}`))).toEqual([409, 'NOT_AN_ADVISER']);
    expect(codeOf(await wuxi.ask('PUT', `${project}/shares/${me.id}`))).toEqual([404, 'PERSON_NOT_FOUND']);
    expect((await wuxi.ask('GET', `${project}/shares`)).status).toBe(404);

    const { json: advisers } = await officer.ask<Listed>('GET', 'advisers');
    expect(advisers.items).toEqual([{ id: me.id, name: 'adviser of Suzhou' }]);
    expect((await wuxi.ask<Listed>('GET', 'advisers')).json.items).toEqual([]);
    expect(codeOf(await adviser.ask('GET', 'advisers'))).toEqual([403, 'PERMISSION_MISSING']);

    expect((await officer.ask('PUT', `${project}/shares/${me.id}`)).status).toBe(200);
    expect((await officer.ask<Listed>('GET', `${project}/shares`)).json.items).toMatchObject([
      { personId: me.id, sharedBy: self.id },
    ]);
    expect((await adviser.ask('GET', project)).status).toBe(200);
    expect((await officer.ask('DELETE', `${project}/shares/${me.id}`)).status).toBe(204);
    expect((await adviser.ask('GET', project)).status).toBe(404);
  });

  it('have their city’s webhooks called, and see how it went', async () => {
    const receiver = new Receiver();
    const url = `http://${await receiver.open()}/hook`;
    const called = new Promise<Received>((resolve) => {
      receiver.answer = (response, received) => {
        response.writeHead(204).end();
        resolve(received);
      };
    });
    try {
      const made = await admin.ask<{ webhook: { id: string }; secret: string }>('POST', 'webhooks', {
        url,
        events: ['leads.changed'],
      });
      expect(made).toMatchObject({
        status: 201,
        json: { secret: expect.stringMatching(/^whsec_/) as string },
      });
      const path = `webhooks/${made.json.webhook.id}`;
      expect(codeOf(await wuxi.ask('GET', path))).toEqual([404, 'WEBHOOK_NOT_FOUND']);
      expect(codeOf(await admin.ask('PATCH', path, { enabled: false }))).toEqual([428, 'IF_MATCH_NEEDED']);
      expect((await admin.ask('POST', `${path}/test`)).status).toBe(202);
      const told = await called;
      expect(told.headers).toMatchObject({
        'webhook-id': expect.any(String) as string,
        'webhook-signature': expect.any(String) as string,
      });

      const { headers } = await admin.ask('GET', path);
      const off = { 'if-match': headers.get('etag') ?? '' };
      expect(await admin.ask('PATCH', path, { enabled: false }, off)).toMatchObject({
        status: 200,
        json: { enabled: false },
      });
      const { json: entries } = await admin.ask<Listed>('GET', 'audit?action=webhook.changed');
      expect(entries.items).toMatchObject([{ before: { enabled: true }, after: { enabled: false } }]);
      expect((await admin.ask('DELETE', path)).status).toBe(204);
      expect((await admin.ask('GET', path)).status).toBe(404);
    } finally {
      await receiver.close();
    }
  });

  it('sign on by their own city’s provider, for that city alone', async () => {
    const settings = {
      issuer: provider.issuer,
      clientId: 'bole',
      secretName: 'suzhou',
      emailDomains: ['suzhou.example'],
      defaultRole: 'analyst',
    };
    expect((await wuxi.ask('PUT', 'city/single-sign-on', settings)).status).toBe(422);
    expect((await admin.ask('GET', 'city/single-sign-on')).status).toBe(404);
    const set = await admin.ask('PUT', 'city/single-sign-on', settings);
    expect(set).toMatchObject({ status: 200, json: { revision: 1 } });
    expect(set.headers.get('etag')).toBe('"1"');

    const one = new Visitor(house.url);
    const begun = await one.ask<{ url: string }>('POST', 'session/single-sign-on', {
      city: SUZHOU,
      returnTo: '/docs',
    });
    const back = await provider.signIn(begun.json.url, 'zhou@suzhou.example');
    // Whoever is sent the address alone is not signed in by it.
    const stranger = await new Visitor(house.url).open(`${back.pathname}${back.search}`);
    expect(stranger.headers.get('location')).toBe('/sign-in?problem=SINGLE_SIGN_ON_FAILED');
    const returned = await one.open(`${back.pathname}${back.search}`);
    expect([returned.status, returned.headers.get('location')]).toEqual([303, '/docs']);
    expect([...one.cookies.keys()]).toEqual(['__Host-bole']);
    expect(await one.ask('GET', 'session')).toMatchObject({
      json: { email: 'zhou@suzhou.example', city: { code: SUZHOU }, role: 'analyst' },
    });
    expect((await admin.ask('DELETE', 'city/single-sign-on')).status).toBe(204);
  });

  it('see their city, its cluster, and an audit whose chain holds', async () => {
    expect((await admin.ask('GET', 'city')).json).toMatchObject({
      code: SUZHOU,
      zh: '苏州市',
      clusters: [{ id: 'su-xi-chang', cities: [{ code: WUXI }, { code: SUZHOU }] }],
    });
    const checked = await admin.ask<{ end: { seq: number; hash: string } }>('GET', 'audit/verification');
    expect(checked).toMatchObject({ status: 200, json: { broken: null } });
    const { seq, hash } = checked.json.end;
    expect(await admin.ask('GET', `audit/verification?seq=${seq}&hash=${hash}`)).toMatchObject({
      json: { broken: null },
    });
    const otherEnd = await admin.ask('GET', `audit/verification?seq=${seq}&hash=${'0'.repeat(64)}`);
    expect(otherEnd).toMatchObject({ json: { broken: { seq, reason: 'end-differs' } } });
    expect((await admin.ask('GET', `audit/verification?seq=${seq}`)).status).toBe(422);
    const { json: theirs } = await wuxi.ask<Listed>('GET', 'audit?limit=200');
    expect(new Set(theirs.items.map(({ city }) => city))).toEqual(new Set([WUXI]));
  });
});
