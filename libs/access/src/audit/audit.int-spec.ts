import { Acting, SIGN_IN } from '@bole/persistence';
import { type AccessGateway, AccessHouse, signedIn } from '../../../../test/support/access-house';
import {
  CreateKeyCommand,
  InvitePersonCommand,
  ListAuditQuery,
  type AuditFilter,
  type Principal,
  RevokeKeyCommand,
  VerifyAuditQuery,
} from '..';

const SUZHOU = '320500';
const WUXI = '320200';

let house: AccessHouse;
let gateway: AccessGateway;
let suzhou: Principal;
let wuxi: Principal;

beforeEach(async () => {
  house = await AccessHouse.open();
  gateway = await house.gateway();
  const operator = await house.operator();
  const administrator = (city: string) => ({ city, role: 'administrator' }) as const;
  ({ principal: suzhou } = await signedIn(operator, gateway, 'admin@suzhou.example', administrator(SUZHOU)));
  ({ principal: wuxi } = await signedIn(operator, gateway, 'admin@wuxi.example', administrator(WUXI)));
});
afterEach(() => house.close());

const createKey = (by: Principal) =>
  gateway.runAs(
    by,
    new CreateKeyCommand(by, {
      label: 'analysis',
      scopes: ['leads:read'],
      expiresAt: '2026-12-31T00:00:00Z',
      perMinute: 60,
      perDay: 100,
    }),
  );
const list = (by: Principal, filter: Partial<AuditFilter> = {}) =>
  gateway.ask(by, new ListAuditQuery(by, { limit: 50, ...filter }));
const verify = (from?: { seq: number; hash: string }, limit?: number) =>
  gateway.ask(suzhou, new VerifyAuditQuery(SUZHOU, from, limit));
const tamper = async (statement: string): Promise<void> => {
  await house.owner.query(`alter table access.audit disable trigger append_only`);
  await house.owner.query(statement);
  await house.owner.query(`alter table access.audit enable trigger append_only`);
};

describe('the audit', () => {
  it('keeps who did what to which thing, from where, before and after', async () => {
    const { key } = await createKey(suzhou);
    await gateway.runAs(suzhou, new RevokeKeyCommand(suzhou, key.id));
    const { items } = await list(suzhou, { objectKind: 'key', objectId: key.id });
    expect(items).toMatchObject([
      {
        action: 'key.revoked',
        actor: { kind: 'person', id: suzhou.id, name: 'Person admin' },
        ip: '192.0.2.1',
        before: { label: 'analysis', revokedAt: null },
        after: { label: 'analysis', revokedAt: '2026-03-02T08:00:00.000Z' },
      },
      {
        action: 'key.created',
        before: null,
        after: { label: 'analysis', scopes: ['leads:read'], perDay: 100 },
      },
    ]);
  });

  it('is read by filters and page by page', async () => {
    for (let count = 0; count < 3; count++) await createKey(suzhou);
    house.clock.forward({ minutes: 1 });
    await createKey(suzhou);
    const all = await list(suzhou);
    const first = await list(suzhou, { limit: 4 });
    const rest = await list(suzhou, { cursor: first.next ?? '' });
    expect([...first.items, ...rest.items]).toEqual(all.items);
    expect((await list(suzhou, { from: '2026-03-02T08:01:00Z' })).items).toHaveLength(1);
    expect((await list(suzhou, { action: 'key.created', to: '2026-03-02T08:01:00Z' })).items).toHaveLength(3);
    expect((await list(suzhou, { actor: wuxi.id })).items).toHaveLength(0);
    await expect(list(suzhou, { cursor: 'x' })).rejects.toThrow('CURSOR_INVALID');
  });

  it('goes with the transaction that it tells of', async () => {
    const before = (await list(suzhou)).items.length;
    await gateway.runAs(suzhou, new RevokeKeyCommand(suzhou, 'nothing0')).catch(() => undefined);
    expect((await list(suzhou)).items).toHaveLength(before);
  });

  it('is one unbroken chain, however many write at once', async () => {
    const other = await house.gateway();
    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        (at % 2 === 0 ? gateway : other).runAs(
          suzhou,
          new InvitePersonCommand(suzhou, {
            email: `p${at}@suzhou.example`,
            role: 'officer',
            language: 'zh',
          }),
        ),
      ),
    );
    const check = await verify();
    expect(check).toMatchObject({ entries: check.end.seq, broken: null });
    expect(check.entries).toBeGreaterThan(20);
    expect(await verify(check.end)).toEqual({ ...check, entries: 0 });
  });

  it('cannot be changed or deleted, not even by the owner of the table', async () => {
    for (const statement of [
      `update access.audit set action = 'nothing'`,
      `delete from access.audit`,
      `truncate access.audit`,
    ]) {
      await expect(house.owner.query(statement)).rejects.toThrow('append-only');
      const asGateway = Acting.run(suzhou.scope, () => gateway.unitOfWork.query(statement));
      await expect(asGateway).rejects.toThrow('permission denied');
    }
  });

  it('shows what somebody changed who switched that off', async () => {
    await createKey(suzhou);
    const noted = (await verify()).end;
    const last = `city = '${SUZHOU}' and seq = ${noted.seq}`;
    await tamper(`update access.audit set after = '{"label": "harmless"}' where ${last}`);
    expect((await verify()).broken).toEqual({ seq: noted.seq, reason: 'changed' });
    await tamper(`delete from access.audit where ${last}`);
    // A chain that was cut short is whole in itself: the end that was noted elsewhere tells.
    expect((await verify()).broken).toBeNull();
    expect((await verify(noted)).broken).toEqual({ seq: noted.seq, reason: 'missing' });
    await tamper(`delete from access.audit where city = '${SUZHOU}' and seq = 2`);
    expect((await verify()).broken).toEqual({ seq: 2, reason: 'missing' });
  });

  it('is verified in steps, each bounded, that together look at every entry', async () => {
    for (let count = 0; count < 6; count++) await createKey(suzhou);
    const whole = await verify();
    const stepwise = async () => {
      const steps = [await verify(undefined, 3)];
      for (let next = steps[0]?.next; next; next = steps.at(-1)?.next) steps.push(await verify(next, 3));
      return steps;
    };
    const steps = await stepwise();
    expect(whole.next).toBeNull();
    expect(steps.at(-1)).toMatchObject({ end: whole.end, broken: null });
    expect(Math.max(...steps.map(({ entries }) => entries))).toBe(3);
    expect(steps.reduce((sum, { entries }) => sum + entries, 0)).toBe(whole.entries);
    expect(await verify(undefined, whole.entries)).toEqual(whole);

    await tamper(`update access.audit set actor_name = 'x' where city = '${SUZHOU}' and seq = 5`);
    const found = await stepwise();
    expect(found).toHaveLength(2);
    expect(found[1]).toMatchObject({ entries: 1, end: { seq: 4 }, broken: { seq: 5, reason: 'changed' } });
    // Nobody is led past it by going on from it, or by a place that was none.
    expect((await verify({ ...whole.end, seq: 5 })).broken).toEqual({ seq: 5, reason: 'end-differs' });
    expect((await verify({ seq: 0, hash: whole.end.hash })).broken).toEqual({
      seq: 1,
      reason: 'end-differs',
    });
  });
});

describe('row-level security of people, keys and audit', () => {
  const TABLES = [
    'person',
    'membership',
    'invitation',
    'session',
    'api_key',
    'key_usage',
    'audit',
    'share',
    'single_sign_on',
  ];
  const OWNER = (table: string) =>
    table === 'person' ? `(select city from access.membership where person_id = person.id)` : 'city';

  beforeEach(async () => {
    for (const by of [suzhou, wuxi]) {
      await createKey(by);
      await gateway.runAs(
        by,
        new InvitePersonCommand(by, { email: `new@${by.city}.example`, role: 'officer', language: 'zh' }),
      );
      await house.owner.query(
        `insert into access.single_sign_on (city, issuer, client_id, secret_name, email_domains)
         values ($1, 'https://login.example', 'bole', 'x', '{a.example}')`,
        [by.city],
      );
      await house.owner.query(
        `insert into access.external_identity values ($1, 'https://login.example', 's', $2, now())`,
        [by.city, by.id],
      );
      await house.owner.query(`insert into access.share values ($1, $2, 'p', $2, now())`, [by.city, by.id]);
    }
  });

  it.each(TABLES)('gives %s of one city alone to a query that names no city', async (table) => {
    const statement = `select distinct ${OWNER(table)} as city from access.${table}`;
    const seen = (scope?: Principal['scope']) =>
      scope === undefined
        ? gateway.unitOfWork.query(statement)
        : Acting.run(scope, () => gateway.unitOfWork.query(statement));
    expect(await seen(suzhou.scope)).toEqual([{ city: SUZHOU }]);
    expect(await seen()).toEqual([]);
    expect(await seen({ city: '*', neighbours: [] })).toEqual([]);
  });

  it.each(['password', 'external_identity', 'one_time_token', 'attempt', 'single_sign_on_attempt'])(
    'gives nothing of %s to whoever works for a city',
    async (table) => {
      await house.owner.query(
        `insert into access.password select id, '$argon2id$x', now() from access.person on conflict do nothing`,
      );
      const count = (scope: Principal['scope']) =>
        Acting.run(scope, () => gateway.unitOfWork.query(`select count(*)::int from access.${table}`));
      expect(await count(suzhou.scope)).toEqual([{ count: 0 }]);
      if (['password', 'external_identity'].includes(table))
        expect(await count(SIGN_IN)).toEqual([{ count: 2 }]);
    },
  );

  it('lets nobody write into another city', async () => {
    const write = (statement: string) => Acting.run(suzhou.scope, () => gateway.unitOfWork.query(statement));
    await expect(
      write(`insert into access.membership (person_id, city, role, joined_at)
             values ('${suzhou.id}', '${WUXI}', 'administrator', now())`),
    ).rejects.toThrow('row-level security');
    await expect(
      write(`insert into access.audit select '${WUXI}', 999, 'x', now(), 'person', 'x', 'x', 'x', 'x', 'x',
             null, null, null, null, null, 'x', 'x'`),
    ).rejects.toThrow('row-level security');
    await expect(write(`update access.membership set city = '${WUXI}'`)).rejects.toThrow(
      'row-level security',
    );
    expect(
      await write(`update access.api_key set revoked_at = now() where city = '${WUXI}' returning id`),
    ).toEqual([]);
    expect(await write(`delete from access.session where city = '${WUXI}' returning id`)).toEqual([]);
  });

  it('hides keys, invitations and the audit from an expert adviser', async () => {
    const scope = { ...suzhou.scope, projects: [] };
    for (const table of ['api_key', 'key_usage', 'invitation', 'audit', 'single_sign_on'])
      expect(
        await Acting.run(scope, () => gateway.unitOfWork.query(`select city from access.${table}`)),
      ).toEqual([]);
  });
});
