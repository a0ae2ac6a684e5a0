import {
  type AccessGateway,
  AccessHouse,
  principalOf,
  signedIn,
} from '../../../../test/support/access-house';
import {
  AcceptInvitationCommand,
  InvitePersonCommand,
  ListSessionsQuery,
  RequestPasswordResetCommand,
  ResetPasswordCommand,
  SignInByLinkCommand,
  SignInCommand,
  SignOutCommand,
  SignOutEverywhereCommand,
  SwitchCityCommand,
  type Principal,
  CreateOneTimeLinkCommand,
} from '..';

const SUZHOU = '320500';
const WUXI = '320200';
const PASSWORD = 'grey harbour under 7 cranes';
const WRONG = 'grey harbour under 8 cranes';
const ORIGIN = { ip: '198.51.100.7', userAgent: 'test' };

let house: AccessHouse;
let gateway: AccessGateway;
let operator: Awaited<ReturnType<AccessHouse['operator']>>;
let admin: Principal;

beforeEach(async () => {
  house = await AccessHouse.open();
  [gateway, operator] = [await house.gateway(), await house.operator()];
  const administrator = [
    { city: SUZHOU, role: 'administrator' },
    { city: WUXI, role: 'officer' },
  ] as const;
  ({ principal: admin } = await signedIn(operator, gateway, 'admin@suzhou.example', ...administrator));
});
afterEach(() => house.close());

const signIn = (email: string, password: string, origin = ORIGIN, previous?: string) =>
  gateway.run(new SignInCommand({ email, password }, origin, previous));

async function join(email: string): Promise<void> {
  await gateway.runAs(admin, new InvitePersonCommand(admin, { email, role: 'officer', language: 'en' }));
  const input = { token: await tokenIn(email), name: 'Yue Lin', password: PASSWORD };
  await gateway.run(new AcceptInvitationCommand(input, ORIGIN));
}

async function tokenIn(email: string): Promise<string> {
  const mail = (await house.mails()).filter(({ to }) => to === email).at(-1);
  return /#token=([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
}

describe('signing in by password', () => {
  beforeEach(() => join('lin@suzhou.example'));

  it('opens a session with a token that nobody had before, and ends the one that the browser came with', async () => {
    const first = await signIn('Lin@Suzhou.example ', PASSWORD);
    const second = await signIn('lin@suzhou.example', PASSWORD, ORIGIN, first.token);
    expect(second.token).not.toBe(first.token);
    expect(second.answer).toMatchObject({ city: SUZHOU, role: 'officer', person: { name: 'Yue Lin' } });
    expect(await gateway.authenticator.bySession(first.token, ORIGIN)).toBeUndefined();
    const principal = await principalOf(gateway, second.token);
    expect(principal).toMatchObject({
      city: SUZHOU,
      session: { csrfToken: second.answer.csrfToken },
      scope: { city: SUZHOU, neighbours: [] },
    });
    expect(principal.permissions.has('people:manage')).toBe(false);
    const kept = JSON.stringify(await house.owner.query(`select * from access.session`));
    expect(kept).not.toContain(second.token);
  });

  it('refuses a known and an unknown address alike, and keeps the same of both', async () => {
    const refusal = (email: string) => signIn(email, WRONG).catch((error: unknown) => error);
    const [known, unknown] = [await refusal('lin@suzhou.example'), await refusal('nobody@suzhou.example')];
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ name: 'UnauthenticatedError', code: 'SIGN_IN_REFUSED' });
    const failures: unknown = await house.owner.query(
      `select city, actor_kind, action from access.audit where action = 'sign-in.failed' order by city`,
    );
    expect(failures).toEqual([
      { city: '000000', actor_kind: 'nobody', action: 'sign-in.failed' },
      { city: SUZHOU, actor_kind: 'nobody', action: 'sign-in.failed' },
    ]);
  });

  it.each(['lin@suzhou.example', 'nobody@suzhou.example'])(
    'locks %s after ten failures, over all gateways and however many come at once, for longer each time',
    async (email) => {
      const other = await house.gateway();
      const attempts = Array.from({ length: 30 }, (_, at) =>
        (at % 2 === 0 ? gateway : other)
          .run(new SignInCommand({ email, password: WRONG }, { ip: `203.0.113.${at}` }))
          .catch((error: { code?: string }) => error.code),
      );
      const codes = await Promise.all(attempts);
      expect(codes.filter((code) => code === 'SIGN_IN_REFUSED')).toHaveLength(10);
      expect(codes.filter((code) => code === 'SIGN_IN_LOCKED')).toHaveLength(20);
      // The right password does not help while it is locked.
      await expect(signIn(email, PASSWORD)).rejects.toMatchObject({
        code: 'SIGN_IN_LOCKED',
        retryAfterSeconds: 60,
      });
      house.clock.forward({ minutes: 1 });
      await expect(signIn(email, WRONG)).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
      await expect(signIn(email, WRONG)).rejects.toMatchObject({ retryAfterSeconds: 120 });
    },
  );

  it('lets a person in again when the lock is over, and forgets the failures then', async () => {
    for (let time = 0; time < 10; time++) await signIn('lin@suzhou.example', WRONG).catch(() => undefined);
    house.clock.forward({ minutes: 1 });
    await signIn('lin@suzhou.example', PASSWORD);
    for (let time = 0; time < 9; time++)
      await expect(signIn('lin@suzhou.example', WRONG)).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
    await signIn('lin@suzhou.example', PASSWORD);
  });

  it('bounds the failures of one address over all accounts, an IPv6 network being one', async () => {
    const guess = (at: number) => {
      const input = { email: `guess${at}@suzhou.example`, password: WRONG };
      const origin = { ip: `2001:db8:0:1::${at.toString(16)}` };
      return gateway.run(new SignInCommand(input, origin)).catch((error: { code?: string }) => error.code);
    };
    for (let lot = 0; lot < 5; lot++) {
      const codes = await Promise.all(Array.from({ length: 20 }, (_, at) => guess(lot * 20 + at)));
      expect(codes).toEqual(Array(20).fill('SIGN_IN_REFUSED'));
    }
    expect(await guess(100)).toBe('SIGN_IN_LOCKED');
  });
});

describe('sessions', () => {
  let token: string;
  beforeEach(async () => {
    await join('lin@suzhou.example');
    ({ token } = await signIn('lin@suzhou.example', PASSWORD));
  });
  const present = () => gateway.authenticator.bySession(token, ORIGIN);

  it('end after 12 hours without a request', async () => {
    house.clock.forward({ hours: 11 });
    await present();
    house.clock.forward({ hours: 11 });
    expect(await present()).toBeDefined();
    house.clock.forward({ hours: 12 });
    await expect(present()).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
  });

  it('end after 7 days whatever is asked', async () => {
    for (let hours = 0; hours < 7 * 24 - 8; hours += 8) {
      house.clock.forward({ hours: 8 });
      expect(await present()).toBeDefined();
    }
    house.clock.forward({ hours: 8 });
    await expect(present()).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
  });

  it('write down that they are used at most once a minute', async () => {
    const lastSeen = async (): Promise<string> => {
      const [row] = await house.owner.query<{ last_seen_at: Date }[]>(
        `select max(last_seen_at) as last_seen_at from access.session join access.person on person.id = person_id
         where email = 'lin@suzhou.example' and means = 'password'`,
      );
      return row?.last_seen_at.toISOString() ?? '';
    };
    const opened = await lastSeen();
    house.clock.forward({ minutes: 0.9 });
    await present();
    expect(await lastSeen()).toBe(opened);
    house.clock.forward({ minutes: 0.1 });
    await present();
    expect(await lastSeen()).toBe(house.clock.now().toISOString());
  });

  it('are ended one by one or all at once, on this gateway at once and on others within five seconds', async () => {
    const other = await house.gateway();
    const { token: second } = await signIn('lin@suzhou.example', PASSWORD);
    const { token: third } = await signIn('lin@suzhou.example', PASSWORD);
    const lin = await principalOf(gateway, token);
    await principalOf(other, token);
    // Those of the invitation and of the three sign-ins.
    const { items } = await gateway.ask(lin, new ListSessionsQuery(lin));
    expect(items).toHaveLength(4);
    expect(items.filter((one) => one.present)).toMatchObject([{ id: lin.session?.id, means: 'password' }]);

    const secondId = (await principalOf(gateway, second)).session?.id ?? '';
    await gateway.runAs(lin, new SignOutCommand(lin, secondId));
    expect(await gateway.authenticator.bySession(second, ORIGIN)).toBeUndefined();
    expect(await gateway.authenticator.bySession(third, ORIGIN)).toBeDefined();

    expect(await gateway.runAs(lin, new SignOutEverywhereCommand(lin))).toBe(3);
    expect(await gateway.authenticator.bySession(third, ORIGIN)).toBeUndefined();
    expect(await present()).toBeUndefined();
    house.clock.forward({ minutes: 0.1 });
    expect(await other.authenticator.bySession(token, ORIGIN)).toBeUndefined();
  });

  it('of others cannot be ended', async () => {
    const lin = await principalOf(gateway, token);
    const foreign = new SignOutCommand(lin, admin.session?.id);
    await expect(gateway.runAs(lin, foreign)).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' });
  });

  it('act for another city of the person under a new token, and for no other', async () => {
    const { token: before } = await gateway.run(
      new SignInByLinkCommand(
        { token: (await operator(new CreateOneTimeLinkCommand('admin@suzhou.example', SUZHOU))).token },
        ORIGIN,
      ),
    );
    const inSuzhou = await principalOf(gateway, before);
    const switched = await gateway.runAs(inSuzhou, new SwitchCityCommand(inSuzhou, { city: WUXI }));
    expect(await gateway.authenticator.bySession(before, ORIGIN)).toBeUndefined();
    const inWuxi = await principalOf(gateway, switched.token);
    expect(inWuxi).toMatchObject({ city: WUXI, role: 'officer', scope: { city: WUXI } });

    const lin = await principalOf(gateway, token);
    await expect(gateway.runAs(lin, new SwitchCityCommand(lin, { city: WUXI }))).rejects.toMatchObject({
      code: 'CITY_NOT_YOURS',
    });
  });
});

describe('one-time links', () => {
  it('sign in once, within 15 minutes', async () => {
    const link = async () => (await operator(new CreateOneTimeLinkCommand('admin@suzhou.example'))).token;
    const use = (token: string) => gateway.run(new SignInByLinkCommand({ token }, ORIGIN));
    const token = await link();
    const uses = await Promise.allSettled([use(token), use(token), use(token)]);
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(use(token)).rejects.toMatchObject({ code: 'LINK_INVALID' });

    const late = await link();
    house.clock.forward({ minutes: 15 });
    await expect(use(late)).rejects.toMatchObject({ code: 'LINK_INVALID' });
  });
});

describe('a forgotten password', () => {
  const request = (email: string) => gateway.run(new RequestPasswordResetCommand({ email }, ORIGIN));

  it('is set anew by the link of a mail, once; sessions and locks end', async () => {
    await join('lin@suzhou.example');
    const { token: session } = await signIn('lin@suzhou.example', PASSWORD);
    for (let time = 0; time < 10; time++) await signIn('lin@suzhou.example', WRONG).catch(() => undefined);
    await request('lin@suzhou.example');
    const token = await tokenIn('lin@suzhou.example');
    const reset = (password: string) => gateway.run(new ResetPasswordCommand({ token, password }, ORIGIN));

    await expect(reset('lin@suzhou.example!')).rejects.toThrow('PASSWORD_CONTAINS_NAME');
    await reset('seven slow boats to Wuxi');
    await expect(reset('another slow boat to Wuxi')).rejects.toMatchObject({ code: 'LINK_INVALID' });
    expect(await gateway.authenticator.bySession(session, ORIGIN)).toBeUndefined();
    await expect(signIn('lin@suzhou.example', PASSWORD)).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
    await signIn('lin@suzhou.example', 'seven slow boats to Wuxi');
  });

  it('is answered alike for an unknown address, which gets no mail, and bounded alike', async () => {
    const before = (await house.mails()).length;
    await Promise.all(
      ['admin@suzhou.example', 'nobody@suzhou.example'].map(async (email) => {
        for (let time = 0; time < 5; time++) expect(await request(email)).toBeUndefined();
        await expect(request(email)).rejects.toMatchObject({ code: 'MAIL_LOCKED', retryAfterSeconds: 900 });
      }),
    );
    const written = (await house.mails()).slice(before);
    expect(written.map(({ to }) => to)).toEqual(Array(5).fill('admin@suzhou.example'));
  });

  it('holds its link for an hour', async () => {
    await request('admin@suzhou.example');
    const token = await tokenIn('admin@suzhou.example');
    house.clock.forward({ hours: 1 });
    await expect(
      gateway.run(new ResetPasswordCommand({ token, password: PASSWORD }, ORIGIN)),
    ).rejects.toMatchObject({ code: 'LINK_INVALID' });
  });
});
