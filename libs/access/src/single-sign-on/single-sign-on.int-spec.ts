import {
  type AccessGateway,
  AccessHouse,
  principalOf,
  signedIn,
} from '../../../../test/support/access-house';
import { type OpenIdProvider, startOpenIdProvider } from '../../../../test/support/openid-provider';
import {
  BeginSingleSignOnCommand,
  FinishSingleSignOnCommand,
  InvitePersonCommand,
  ListSessionsQuery,
  ListSingleSignOnQuery,
  type Principal,
  RemoveMemberCommand,
  SetSingleSignOnCommand,
  type SetSingleSignOnInput,
  SwitchCityCommand,
} from '..';

const SUZHOU = '320500';
const WUXI = '320200';
const RETURN = 'http://localhost:8080/api/v1/sign-in/sso/callback';
const ORIGIN = { ip: '198.51.100.7' };

let provider: OpenIdProvider;
let house: AccessHouse;
let gateway: AccessGateway;
let operator: Awaited<ReturnType<AccessHouse['operator']>>;
let admin: Principal;

beforeAll(async () => void (provider = await startOpenIdProvider(RETURN, 'the-client-secret')));
afterAll(() => provider.stop());

beforeEach(async () => {
  const entry = { issuer: provider.issuer, clientSecret: 'the-client-secret' };
  house = await AccessHouse.open({
    BOLE_OIDC_SECRETS: JSON.stringify({ suzhou: { ...entry, city: SUZHOU }, wuxi: { ...entry, city: WUXI } }),
  });
  [gateway, operator] = [await house.gateway(), await house.operator()];
  ({ principal: admin } = await signedIn(operator, gateway, 'admin@suzhou.example', {
    city: SUZHOU,
    role: 'administrator',
  }));
});
afterEach(() => house.close());

const set = (input: Partial<SetSingleSignOnInput> = {}) =>
  gateway.runAs(
    admin,
    new SetSingleSignOnCommand(admin, {
      issuer: provider.issuer,
      clientId: 'bole',
      secretName: 'suzhou',
      emailDomains: ['suzhou.example'],
      defaultRole: null,
      ...input,
    }),
  );

const begin = () => gateway.run(new BeginSingleSignOnCommand({ city: SUZHOU, returnTo: '/leads' }, RETURN));
const finish = (attempt: string, query: string) =>
  gateway.run(new FinishSingleSignOnCommand(attempt, query, ORIGIN));

async function signOn(login: string) {
  const { url, attempt } = await begin();
  return finish(attempt, (await provider.signIn(url, login)).search);
}

describe('a city’s own sign-on', () => {
  it('lets a member in by its verified address, then by its subject, for that city alone', async () => {
    await set();
    const both = [
      { city: WUXI, role: 'administrator' },
      { city: SUZHOU, role: 'officer' },
    ] as const;
    const { principal: lin } = await signedIn(operator, gateway, 'lin@suzhou.example', ...both);
    const { signedIn: first, returnTo } = await signOn('lin@suzhou.example');
    expect(returnTo).toBe('/leads');
    expect(first.answer).toMatchObject({ person: { id: lin.id }, city: SUZHOU, role: 'officer' });
    await signOn('lin@suzhou.example');

    // What a city's provider vouches for must not open another city.
    const principal = await principalOf(gateway, first.token);
    await expect(
      gateway.runAs(principal, new SwitchCityCommand(principal, { city: WUXI })),
    ).rejects.toMatchObject({ code: 'SESSION_OF_ONE_CITY' });
    const { items } = await gateway.ask(principal, new ListSessionsQuery(principal));
    expect(items.map(({ city }) => city)).toEqual([SUZHOU, SUZHOU]);
  });

  it('lets in who is invited, in the role of the invitation, and by a default role if there is one', async () => {
    await set();
    await expect(signOn('new@suzhou.example')).rejects.toMatchObject({ code: 'SINGLE_SIGN_ON_NOT_INVITED' });
    await gateway.runAs(
      admin,
      new InvitePersonCommand(admin, { email: 'new@suzhou.example', role: 'officer', language: 'zh' }),
    );
    expect((await signOn('new@suzhou.example')).signedIn.answer).toMatchObject({
      role: 'officer',
      person: { name: 'Provider’s new'.replace('’', "'") },
    });
    await set({ defaultRole: 'analyst' });
    expect((await signOn('other@suzhou.example')).signedIn.answer.role).toBe('analyst');
  });

  it('refuses an address that is not verified, of another domain, or of another account than before', async () => {
    await set({ defaultRole: 'analyst' });
    const refused = { name: 'UnauthenticatedError', code: 'SINGLE_SIGN_ON_EMAIL_REFUSED' };
    await expect(signOn('unverified:admin@suzhou.example')).rejects.toMatchObject(refused);
    await expect(signOn('lin@wuxi.example')).rejects.toMatchObject(refused);
    const { signedIn: lin } = await signOn('lin@suzhou.example');
    await expect(signOn('successor:lin@suzhou.example')).rejects.toMatchObject({
      code: 'SINGLE_SIGN_ON_OTHER_ACCOUNT',
    });
    await gateway.runAs(admin, new RemoveMemberCommand(admin, lin.answer.person.id));
    await signOn('successor:lin@suzhou.example');
  });

  it('takes an attempt once, within ten minutes, from the browser that began it, with its own state', async () => {
    await set({ defaultRole: 'analyst' });
    const failed = { name: 'UnauthenticatedError', code: 'SINGLE_SIGN_ON_FAILED' };
    const { url, attempt } = await begin();
    const { search } = await provider.signIn(url, 'lin@suzhou.example');
    await expect(finish((await begin()).attempt, search)).rejects.toMatchObject(failed);
    await finish(attempt, search);
    await expect(finish(attempt, search)).rejects.toMatchObject(failed);

    const forged = await begin();
    const { search: genuine } = await provider.signIn(forged.url, 'lin@suzhou.example');
    await expect(
      finish(forged.attempt, genuine.replace(/state=[^&]*/, 'state=another')),
    ).rejects.toMatchObject(failed);

    const late = await begin();
    const { search: afterwards } = await provider.signIn(late.url, 'lin@suzhou.example');
    house.clock.forward({ minutes: 10 });
    await expect(finish(late.attempt, afterwards)).rejects.toMatchObject(failed);
  });

  it('uses only what the operator has set up for this city and this issuer', async () => {
    await expect(set({ secretName: 'wuxi' })).rejects.toThrow('SINGLE_SIGN_ON_NOT_SET_UP');
    await expect(set({ issuer: 'https://login.mallory.example' })).rejects.toThrow(
      'SINGLE_SIGN_ON_NOT_SET_UP',
    );
    await expect(begin()).rejects.toMatchObject({ code: 'SINGLE_SIGN_ON_NOT_FOUND' });
    await set();
    expect(await gateway.askAsAnyone(new ListSingleSignOnQuery())).toEqual({
      items: [{ city: SUZHOU, zh: '苏州市', en: 'Suzhou' }],
    });
  });
});

describe('a provider that is down', () => {
  it('is told as such', async () => {
    const gone = await startOpenIdProvider(RETURN, 'the-client-secret');
    await gone.stop();
    const other = await AccessHouse.open({
      BOLE_OIDC_SECRETS: JSON.stringify({ a: { city: SUZHOU, issuer: gone.issuer, clientSecret: 'x' } }),
    });
    try {
      await other.owner.query(`insert into access.city values ('${SUZHOU}', '苏州市', 'Suzhou')`);
      await other.owner.query(
        `insert into access.single_sign_on (city, issuer, client_id, secret_name, email_domains)
         values ('${SUZHOU}', '${gone.issuer}', 'bole', 'a', '{a.example}')`,
      );
      const elsewhere = await other.gateway();
      await expect(
        elsewhere.run(new BeginSingleSignOnCommand({ city: SUZHOU, returnTo: '/' }, RETURN)),
      ).rejects.toMatchObject({ name: 'UnavailableError', code: 'SINGLE_SIGN_ON_UNAVAILABLE' });
    } finally {
      await other.close();
    }
  });
});
