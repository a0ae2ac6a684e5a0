import { CommandBus } from '@nestjs/cqrs';
import { CreateOneTimeLinkCommand } from '@bole/access';
import { csrfTokenOf } from '../../../libs/access/src/secret';
import { type HousePerson } from '../../support/house';
import { type StageOf } from './attack';

/** Sessions and the requests that a foreign page makes a browser send. */
export function describeSessions(stage: StageOf): void {
  const own = () => stage().cities.own;
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${stage().house.url}/api/v1/${path}`, { redirect: 'manual', ...init });
  const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
  const linkFor = async (person: HousePerson): Promise<string> => {
    const operator = stage().house.running.part('operator').get(CommandBus, { strict: false });
    const email = `${person.principal.name.replace(' ', '-')}@house.example`;
    return (await operator.execute(new CreateOneTimeLinkCommand(email, person.principal.city))).token;
  };

  const note = () => JSON.stringify({ projectId: own().projects.city, text: 'by a foreign page' });
  const officer = () => own().askers.people.officer.person;
  const tokens = (person: HousePerson | undefined) => ({
    cookie: `bole=${person?.token}`,
    'x-csrf-token': csrfTokenOf(person?.token ?? ''),
  });
  const JSON_TYPE = { 'content-type': 'application/json' };

  it.each<[string, () => Record<string, string>, number, string]>([
    ['no CSRF token', () => ({ cookie: tokens(officer()).cookie }), 403, 'CSRF_TOKEN_INVALID'],
    [
      'a wrong one',
      () => ({ ...tokens(officer()), 'x-csrf-token': 'A'.repeat(43) }),
      403,
      'CSRF_TOKEN_INVALID',
    ],
    ['an empty one', () => ({ ...tokens(officer()), 'x-csrf-token': '' }), 403, 'CSRF_TOKEN_INVALID'],
    [
      'another session’s',
      () => ({
        ...tokens(officer()),
        'x-csrf-token': csrfTokenOf(own().askers.people.analyst.person?.token ?? ''),
      }),
      403,
      'CSRF_TOKEN_INVALID',
    ],
    [
      'a foreign Origin',
      () => ({ ...tokens(officer()), origin: 'https://evil.example' }),
      403,
      'CROSS_SITE_REFUSED',
    ],
    ['Origin: null', () => ({ ...tokens(officer()), origin: 'null' }), 403, 'CROSS_SITE_REFUSED'],
    [
      'a foreign site',
      () => ({ ...tokens(officer()), 'sec-fetch-site': 'cross-site' }),
      403,
      'CROSS_SITE_REFUSED',
    ],
    [
      'a sister’s site',
      () => ({ ...tokens(officer()), 'sec-fetch-site': 'same-site' }),
      403,
      'CROSS_SITE_REFUSED',
    ],
    [
      'the body of a plain form',
      () => ({ ...tokens(officer()), 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    [
      'a body of plain text',
      () => ({ ...tokens(officer()), 'content-type': 'text/plain' }),
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ],
  ])('changes nothing by a cookie with %s', async (_what, headers, status, code) => {
    const answer = await ask('notes', {
      method: 'POST',
      headers: { ...JSON_TYPE, ...headers() },
      body: note(),
    });
    expect(answer.status).toBe(status);
    expect(await codeOf(answer)).toBe(code);
  });

  it('signs nobody in for a foreign page, which could put its own account into a browser', async () => {
    const body = JSON.stringify({ token: 'A'.repeat(43) });
    const headers = { ...JSON_TYPE, origin: 'https://evil.example' };
    const answer = await ask('session/link', { method: 'POST', headers, body });
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'CROSS_SITE_REFUSED']);
  });

  it('opens a session under a new token, and ends the one that was in the browser before', async () => {
    const person = await stage().house.person('analyst', own().code, 'fixation');
    const planted = await ask('session/link', {
      method: 'POST',
      headers: { ...JSON_TYPE, cookie: `bole=${'p'.repeat(43)}` },
      body: JSON.stringify({ token: await linkFor(person) }),
    });
    expect(planted.status).toBe(200);
    const cookie = planted.headers.get('set-cookie') ?? '';
    const token = /^bole=([\w-]{43});/.exec(cookie)?.[1] ?? '';
    expect(token).not.toBe('p'.repeat(43));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/Domain=/);
    // The token is in the cookie alone, where no script reads it.
    expect(await planted.text()).not.toContain(token);
    expect((await ask('session', { headers: { cookie: `bole=${'p'.repeat(43)}` } })).status).toBe(401);

    const again = await ask('session/link', {
      method: 'POST',
      headers: { ...JSON_TYPE, cookie: `bole=${token}` },
      body: JSON.stringify({ token: await linkFor(person) }),
    });
    expect(again.status).toBe(200);
    expect((await ask('session', { headers: { cookie: `bole=${token}` } })).status).toBe(401);
  });

  it('lets a link in once', async () => {
    const token = await linkFor(await stage().house.person('analyst', own().code, 'once'));
    const send = () =>
      ask('session/link', { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ token }) });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  it('is over for good after signing out', async () => {
    const person = await stage().house.person('analyst', own().code, 'goer');
    expect((await ask('session', { headers: tokens(person) })).status).toBe(200);
    const out = await ask('session', { method: 'DELETE', headers: tokens(person) });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^bole=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
    expect((await ask('session', { headers: tokens(person) })).status).toBe(401);
  });

  it('takes a key from the Authorization header alone, and a cookie not beside a wrong key', async () => {
    const key = (own().askers.key.headers['authorization'] ?? '').replace('Bearer ', '');
    for (const path of [
      `projects?key=${key}`,
      `projects?access_token=${key}`,
      `projects?authorization=Bearer%20${key}`,
    ])
      expect((await ask(path)).status).toBe(401);
    expect((await ask('projects', { headers: { cookie: `bole=${key}` } })).status).toBe(401);
    const beside = { ...tokens(officer()), authorization: 'Bearer bole_wrong' };
    expect((await ask('projects', { headers: beside })).status).toBe(401);
    for (const scheme of ['Basic', 'Digest', 'bole', ''])
      expect((await ask('projects', { headers: { authorization: `${scheme} ${key}` } })).status).toBe(401);
  });

  it('tells the known from the unknown by nothing: not at sign-in, not at a reset', async () => {
    const signIn = (email: string) =>
      ask('session', {
        method: 'POST',
        headers: JSON_TYPE,
        body: JSON.stringify({ email, password: 'not the right pass phrase' }),
      });
    const known = await signIn(`officer-${own().code}@house.example`);
    const unknown = await signIn(`nobody-at-all@house.example`);
    expect(known.status).toBe(unknown.status);
    expect(await known.text()).toBe(await unknown.text());
    const reset = (email: string) =>
      ask('password-resets', { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ email }) });
    const answers = [
      await reset(`officer-${own().code}@house.example`),
      await reset('nobody-at-all@house.example'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  });

  it('sends nobody elsewhere', async () => {
    const elsewhere = [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
    ];
    for (const returnTo of elsewhere) {
      const answer = await ask('session/single-sign-on', {
        method: 'POST',
        headers: JSON_TYPE,
        body: JSON.stringify({ city: own().code, returnTo }),
      });
      expect([returnTo, answer.status]).toEqual([returnTo, 422]);
    }
    const back = await fetch(`${stage().house.url}/sign-in/return?code=x&state=https://evil.example`, {
      redirect: 'manual',
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    });
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toMatch(/^\/sign-in\?problem=[A-Z_]+$/);
  });
}
