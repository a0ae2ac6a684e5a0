import {
  type AccessGateway,
  AccessHouse,
  principalOf,
  signedIn,
} from '../../../../test/support/access-house';
import {
  AcceptInvitationCommand,
  ChangePasswordCommand,
  ChangeRoleCommand,
  DisablePersonCommand,
  EnsureCityCommand,
  EnsureClusterCommand,
  InvitePersonCommand,
  ListInvitationsQuery,
  ListPeopleQuery,
  type Principal,
  ReadInvitationQuery,
  RemoveMemberCommand,
  RequestPasswordResetCommand,
  ResetPasswordCommand,
  RevokeInvitationCommand,
  type Role,
  ShareProjectCommand,
  SignInCommand,
  UnshareProjectCommand,
} from '..';

const SUZHOU = '320500';
const WUXI = '320200';
const PASSWORD = 'grey harbour under 7 cranes';
const ORIGIN = { ip: '198.51.100.7' };
const PAGE = { limit: 50 };

let house: AccessHouse;
let gateway: AccessGateway;
let operator: Awaited<ReturnType<AccessHouse['operator']>>;
let admin: Principal;
let wuxi: Principal;

beforeEach(async () => {
  house = await AccessHouse.open();
  [gateway, operator] = [await house.gateway(), await house.operator()];
  const administrator = (city: string) => ({ city, role: 'administrator' }) as const;
  ({ principal: admin } = await signedIn(operator, gateway, 'admin@suzhou.example', administrator(SUZHOU)));
  ({ principal: wuxi } = await signedIn(operator, gateway, 'admin@wuxi.example', administrator(WUXI)));
});
afterEach(() => house.close());

const invite = (by: Principal, email: string, role: Role = 'officer') =>
  gateway.runAs(by, new InvitePersonCommand(by, { email, role, language: 'zh' }));

async function lastLinkTo(email: string): Promise<string> {
  const mail = (await house.mails()).filter(({ to }) => to === email).at(-1);
  return /#token=([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
}

const accept = (token: string, name: string | undefined, password = PASSWORD) =>
  gateway.run(
    new AcceptInvitationCommand({ token, password, ...(name === undefined ? {} : { name }) }, ORIGIN),
  );

describe('an invitation', () => {
  it('leads by a mail of the city into the city, once', async () => {
    await invite(admin, 'Lin@Suzhou.example');
    const [mail] = await house.mails();
    expect(mail).toMatchObject({ city: SUZHOU, to: 'lin@suzhou.example', subject: '邀请您加入伯乐：苏州市' });
    expect(mail?.text).toContain('http://localhost:8080/invitation#token=');
    const token = await lastLinkTo('lin@suzhou.example');
    expect(await gateway.askAsAnyone(new ReadInvitationQuery(token))).toMatchObject({
      city: { code: SUZHOU, zh: '苏州市' },
      role: 'officer',
      hasPassword: false,
    });

    await expect(accept(token, undefined)).rejects.toThrow('FIELD_MISSING: name');
    await expect(accept(token, '林悦', 'password2024!!')).rejects.toThrow('PASSWORD_COMMON');
    const { answer } = await accept(token, '林悦');
    expect(answer).toMatchObject({ city: SUZHOU, role: 'officer', person: { email: 'lin@suzhou.example' } });
    await expect(accept(token, '林悦')).rejects.toMatchObject({ code: 'LINK_INVALID' });
    await expect(invite(admin, 'lin@suzhou.example')).rejects.toMatchObject({
      code: 'PERSON_ALREADY_MEMBER',
    });
  });

  it('ends after seven days, when it is taken back, and when another takes its place', async () => {
    await invite(admin, 'a@suzhou.example');
    const first = await lastLinkTo('a@suzhou.example');
    await invite(admin, 'a@suzhou.example');
    const second = await lastLinkTo('a@suzhou.example');
    await expect(accept(first, 'A')).rejects.toMatchObject({ code: 'LINK_INVALID' });
    const { items } = await gateway.ask(admin, new ListInvitationsQuery(admin, PAGE));
    expect(items).toHaveLength(1);
    await gateway.runAs(admin, new RevokeInvitationCommand(admin, items[0]?.id ?? ''));
    await expect(accept(second, 'A')).rejects.toMatchObject({ code: 'LINK_INVALID' });

    await invite(admin, 'a@suzhou.example');
    house.clock.forward({ days: 7 });
    await expect(accept(await lastLinkTo('a@suzhou.example'), 'A')).rejects.toMatchObject({
      code: 'LINK_INVALID',
    });
  });

  it('of a second city asks for the present password, and keeps it and the name', async () => {
    await invite(admin, 'lin@example.org');
    await accept(await lastLinkTo('lin@example.org'), 'Lin');
    await invite(wuxi, 'lin@example.org', 'analyst');
    const token = await lastLinkTo('lin@example.org');
    await expect(accept(token, 'Mallory', 'a password of my own')).rejects.toMatchObject({
      code: 'SIGN_IN_REFUSED',
    });
    const { answer } = await accept(token, 'Mallory');
    expect(answer).toMatchObject({ city: WUXI, role: 'analyst', person: { name: 'Lin' } });
    expect(answer.cities.map(({ city, role }) => [city, role])).toEqual([
      [WUXI, 'analyst'],
      [SUZHOU, 'officer'],
    ]);
  });

  it('sets no password for a member of another city that has none: its link may have gone through other hands', async () => {
    await signedIn(operator, gateway, 'mei@wuxi.example', { city: WUXI, role: 'administrator' });
    await invite(admin, 'mei@wuxi.example');
    const token = await lastLinkTo('mei@wuxi.example');
    await expect(accept(token, 'Mallory')).rejects.toMatchObject({ code: 'PASSWORD_NEEDED_FIRST' });

    await gateway.run(new RequestPasswordResetCommand({ email: 'mei@wuxi.example' }, ORIGIN));
    const reset = await lastLinkTo('mei@wuxi.example');
    await gateway.run(new ResetPasswordCommand({ token: reset, password: PASSWORD }, ORIGIN));
    expect((await accept(token, undefined)).answer).toMatchObject({ city: SUZHOU, role: 'officer' });
  });
});

describe('the people of a city', () => {
  it('keep an administrator, also when two remove each other at once', async () => {
    const { principal: second } = await signedIn(operator, gateway, 'second@suzhou.example', {
      city: SUZHOU,
      role: 'administrator',
    });
    const both = await Promise.allSettled([
      gateway.runAs(admin, new RemoveMemberCommand(admin, second.id)),
      gateway.runAs(second, new ChangeRoleCommand(second, admin.id, { role: 'analyst' })),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: expect.stringMatching(/LAST_ADMINISTRATOR|PERSON_NOT_FOUND/) as string },
    });

    const removal = gateway.runAs(wuxi, new RemoveMemberCommand(wuxi, wuxi.id));
    await expect(removal).rejects.toMatchObject({ name: 'ConflictError', code: 'LAST_ADMINISTRATOR' });
    const demotion = gateway.runAs(wuxi, new ChangeRoleCommand(wuxi, wuxi.id, { role: 'officer' }));
    await expect(demotion).rejects.toMatchObject({ code: 'LAST_ADMINISTRATOR' });
  });

  it('lose their sessions when they are removed, and their role when it changes', async () => {
    const { principal, token } = await signedIn(
      operator,
      gateway,
      'both@example.org',
      { city: SUZHOU, role: 'officer' },
      { city: WUXI, role: 'officer' },
    );
    const changed = await gateway.runAs(
      admin,
      new ChangeRoleCommand(admin, principal.id, { role: 'analyst' }, 1),
    );
    expect(changed).toMatchObject({ role: 'analyst', revision: 2 });
    expect((await principalOf(gateway, token)).permissions.has('investors:write')).toBe(false);
    const stale = new ChangeRoleCommand(admin, principal.id, { role: 'officer' }, 1);
    await expect(gateway.runAs(admin, stale)).rejects.toMatchObject({ name: 'PreconditionFailedError' });

    await gateway.runAs(admin, new RemoveMemberCommand(admin, principal.id));
    expect(await gateway.authenticator.bySession(token, ORIGIN)).toBeUndefined();
    const { items } = await gateway.ask(wuxi, new ListPeopleQuery(wuxi, PAGE));
    expect(items.map(({ email }) => email)).toContain('both@example.org');
  });

  it('are listed page by page', async () => {
    for (const name of ['c', 'a', 'b'])
      await signedIn(operator, gateway, `${name}@suzhou.example`, { city: SUZHOU, role: 'officer' });
    const first = await gateway.ask(admin, new ListPeopleQuery(admin, { limit: 3 }));
    const second = await gateway.ask(
      admin,
      new ListPeopleQuery(admin, { limit: 3, cursor: first.next ?? '' }),
    );
    expect([...first.items, ...second.items].map(({ email }) => email[0])).toEqual(['a', 'a', 'b', 'c']);
    expect(second.next).toBeNull();
  });

  it('change their password by the present one; their other sessions end', async () => {
    await invite(admin, 'lin@suzhou.example');
    const { token: present } = await accept(await lastLinkTo('lin@suzhou.example'), 'Lin');
    const signIn = (password: string) =>
      gateway.run(new SignInCommand({ email: 'lin@suzhou.example', password }, ORIGIN));
    const { token: other } = await signIn(PASSWORD);
    const lin = await principalOf(gateway, present);
    const change = (from: string, to: string) =>
      gateway.runAs(lin, new ChangePasswordCommand(lin, { present: from, password: to }));
    await expect(change('not the one', 'seven slow boats to Wuxi')).rejects.toThrow('PASSWORD_WRONG');
    await change(PASSWORD, 'seven slow boats to Wuxi');
    expect(await gateway.authenticator.bySession(other, ORIGIN)).toBeUndefined();
    expect(await gateway.authenticator.bySession(present, ORIGIN)).toBeDefined();
    await signIn('seven slow boats to Wuxi');
  });

  it('who came by a link set their first password soon after, or sign in again', async () => {
    const officer = { city: SUZHOU, role: 'officer' } as const;
    const { principal: wen } = await signedIn(operator, gateway, 'wen@suzhou.example', officer);
    const set = (password: string, present?: string) =>
      gateway.runAs(
        wen,
        new ChangePasswordCommand(wen, { password, ...(present === undefined ? {} : { present }) }),
      );
    house.clock.forward({ minutes: 16 });
    await expect(set(PASSWORD)).rejects.toThrow('Sign in again');
    house.clock.forward({ minutes: -2 });
    await set(PASSWORD);
    await gateway.run(new SignInCommand({ email: 'wen@suzhou.example', password: PASSWORD }, ORIGIN));
    await expect(set('seven slow boats to Wuxi')).rejects.toThrow('PASSWORD_WRONG');
  });

  it('are kept out of all cities when the operator says so', async () => {
    const { token } = await signedIn(operator, gateway, 'gone@suzhou.example', {
      city: SUZHOU,
      role: 'officer',
    });
    await operator(new DisablePersonCommand('gone@suzhou.example', true));
    house.clock.forward({ minutes: 0.1 });
    expect(await gateway.authenticator.bySession(token, ORIGIN)).toBeUndefined();
  });
});

describe('what a person sees', () => {
  it('reaches to the other cities of its clusters', async () => {
    await operator(new EnsureCityCommand('310000'));
    const cluster = (cities: string[]) =>
      operator(new EnsureClusterCommand({ id: 'tai-hu', names: { zh: '环太湖', en: 'Tai Hu' }, cities }));
    await cluster([SUZHOU, WUXI, '310000']);
    await cluster([SUZHOU, WUXI]);
    const { principal } = await signedIn(operator, gateway, 'lin@suzhou.example', {
      city: SUZHOU,
      role: 'officer',
    });
    expect(principal.scope).toEqual({ city: SUZHOU, neighbours: [WUXI] });
    await expect(cluster([SUZHOU, '441900'])).rejects.toThrow('CITY_UNKNOWN');
    await expect(operator(new EnsureCityCommand('320583'))).rejects.toThrow('CITY_UNKNOWN');
  });

  it('is, for an expert adviser, what was shared with it', async () => {
    await house.owner.query(
      `insert into intake.project (id, revision, source, source_id, version, content_hash, profile, updated_at, city, audience)
       select id, 1, 'test', id, 1, '', '{}', now(), city, 'city:' || city
       from (values ('ours', '${SUZHOU}'), ('theirs', '${WUXI}')) as project (id, city)`,
    );
    const { principal, token } = await signedIn(operator, gateway, 'expert@example.org', {
      city: SUZHOU,
      role: 'adviser',
    });
    expect(principal.scope.projects).toEqual([]);
    const share = (projectId: string, personId = principal.id) =>
      gateway.runAs(admin, new ShareProjectCommand(admin, { personId, projectId }));
    expect(await share('ours')).toMatchObject({ projectId: 'ours', name: 'Person expert' });
    expect((await principalOf(gateway, token)).scope.projects).toEqual(['ours']);
    await expect(share('theirs')).rejects.toMatchObject({ code: 'PROJECT_NOT_FOUND' });
    await expect(share('ours', admin.id)).rejects.toMatchObject({ code: 'NOT_AN_ADVISER' });
    await gateway.runAs(admin, new UnshareProjectCommand(admin, principal.id, 'ours'));
    expect((await principalOf(gateway, token)).scope.projects).toEqual([]);
  });
});
