import { type AccessGateway, AccessHouse, signedIn } from '../../../../test/support/access-house';
import {
  CreateKeyCommand,
  type CreateKeyInput,
  ListKeysQuery,
  type NewApiKey,
  type Principal,
  RevokeKeyCommand,
  RotateKeyCommand,
} from '..';

const SUZHOU = '320500';
const ORIGIN = { ip: '198.51.100.7' };

let house: AccessHouse;
let gateway: AccessGateway;
let admin: Principal;

beforeEach(async () => {
  house = await AccessHouse.open();
  gateway = await house.gateway();
  ({ principal: admin } = await signedIn(await house.operator(), gateway, 'admin@suzhou.example', {
    city: SUZHOU,
    role: 'administrator',
  }));
});
afterEach(() => house.close());

const create = (input: Partial<CreateKeyInput> = {}, by = admin): Promise<NewApiKey> =>
  gateway.runAs(
    by,
    new CreateKeyCommand(by, {
      label: 'analysis',
      scopes: ['leads:read'],
      expiresAt: '2026-12-31T00:00:00Z',
      perMinute: 60,
      perDay: 1_000,
      ...input,
    }),
  );
const present = (secret: string, at: AccessGateway = gateway) => at.authenticator.byKey(secret, ORIGIN);
const codeOf = (refused: Promise<unknown>) =>
  refused.then(
    () => 'none',
    (error: { code: string }) => error.code,
  );

describe('an API key', () => {
  it('acts for its city within its scopes, is shown once and kept as a hash', async () => {
    const { key, secret } = await create();
    expect(secret).toMatch(new RegExp(`^bole_${key.id}_[\\w-]{43}$`));
    const principal = await present(secret);
    expect(principal).toMatchObject({
      kind: 'key',
      id: key.id,
      name: 'analysis',
      city: SUZHOU,
      origin: ORIGIN,
    });
    expect([...(principal?.permissions ?? [])]).toEqual(['leads:read']);
    expect(principal?.scope).toEqual({ city: SUZHOU, neighbours: [] });
    const kept = secret.slice('bole_00000000_'.length);
    expect(kept).toHaveLength(43);
    const rows = JSON.stringify(await house.owner.query(`select * from access.api_key, access.audit`));
    expect(rows).not.toContain(kept);
  });

  it.each(['bole_00000000_0000000000000000000000000000000000000000000', 'bole_short', '', 'Bearer x'])(
    'is none: %s',
    async (text) => {
      await create();
      expect(await present(text)).toBeUndefined();
    },
  );

  it('gets no scope that its maker lacks or that keys cannot have, and an end within a year', async () => {
    const officer = { ...admin, permissions: new Set(['leads:read', 'keys:manage'] as const) };
    await expect(create({ scopes: ['leads:read', 'contacts:read'] }, officer)).rejects.toThrow(
      'KEY_SCOPE_REFUSED: scopes.1 is contacts:read',
    );
    await expect(create({ scopes: ['people:manage'] as never })).rejects.toThrow('KEY_SCOPE_REFUSED');
    await expect(create({ expiresAt: '2027-03-04T08:00:01Z' })).rejects.toThrow('KEY_EXPIRY_INVALID');
    await expect(create({ expiresAt: '2026-03-02T08:00:00Z' })).rejects.toThrow('KEY_EXPIRY_INVALID');
  });

  it('ends when it expires and when it is revoked', async () => {
    const { secret } = await create({ expiresAt: '2026-03-02T09:00:00Z' });
    await present(secret);
    house.clock.forward({ hours: 1 });
    expect(await codeOf(present(secret))).toBe('KEY_EXPIRED');

    const other = await create();
    await present(other.secret);
    await gateway.runAs(admin, new RevokeKeyCommand(admin, other.key.id));
    expect(await codeOf(present(other.secret))).toBe('KEY_REVOKED');
    const rotation = gateway.runAs(admin, new RotateKeyCommand(admin, other.key.id, { graceHours: 1 }));
    expect(await codeOf(rotation)).toBe('KEY_ENDED');
  });

  it('is rotated without a gap: both secrets work through the grace, then the new one alone', async () => {
    const { key, secret: old } = await create();
    await present(old);
    const rotated = await gateway.runAs(admin, new RotateKeyCommand(admin, key.id, { graceHours: 48 }));
    expect(rotated.key.formerSecretUntil).toBe('2026-03-04T08:00:00.000Z');
    house.clock.forward({ hours: 47 });
    expect(await present(old)).toBeDefined();
    expect(await present(rotated.secret)).toBeDefined();
    house.clock.forward({ hours: 1 });
    expect(await codeOf(present(old))).toBe('KEY_EXPIRED');
    expect(await present(rotated.secret)).toBeDefined();

    const again = await gateway.runAs(admin, new RotateKeyCommand(admin, key.id, { graceHours: 0 }));
    expect(await codeOf(present(rotated.secret))).toBe('KEY_EXPIRED');
    expect(await present(old)).toBeUndefined();
    expect(await present(again.secret)).toBeDefined();
  });
});

describe('the limits of a key', () => {
  it('are never exceeded by several gateways at once, and begin anew with the minute', async () => {
    const { key, secret } = await create({ perMinute: 100 });
    const gateways = [gateway, await house.gateway(), await house.gateway()];
    const ask = async (times: number) => {
      const answers = Array.from({ length: times }, (_, at) => codeOf(present(secret, gateways[at % 3])));
      return (await Promise.all(answers)).filter((code) => code === 'none').length;
    };
    // Each gateway may hold what is left of a lot, here four of five, that another could have used.
    const passed = await ask(150);
    expect(passed).toBeLessThanOrEqual(100);
    expect(passed).toBeGreaterThanOrEqual(92);
    await expect(present(secret)).rejects.toMatchObject({
      code: 'KEY_RATE_EXCEEDED',
      retryAfterSeconds: 60,
      rateLimit: { limit: 100, remaining: 0, resetSeconds: 60 },
    });
    house.clock.forward({ minutes: 1 });
    expect(await present(secret)).toMatchObject({
      rateLimit: { limit: 100, remaining: 99, resetSeconds: 60 },
    });
    const { items } = await gateway.ask(admin, new ListKeysQuery(admin, { limit: 10 }));
    expect(items).toMatchObject([
      { id: key.id, lastUsedAt: '2026-03-02T08:01:00.000Z', lastUsedIp: ORIGIN.ip },
    ]);
  });

  it('count the UTC day exactly on one gateway', async () => {
    const { secret } = await create({ perMinute: 1_000, perDay: 30 });
    for (let at = 1; at <= 30; at++) expect((await present(secret))?.quota?.remaining).toBe(30 - at);
    await expect(present(secret)).rejects.toMatchObject({
      code: 'KEY_QUOTA_EXCEEDED',
      retryAfterSeconds: 16 * 3_600,
    });
    const { items } = await gateway.ask(admin, new ListKeysQuery(admin, { limit: 10 }));
    expect(items[0]?.today).toBe(30);
    house.clock.forward({ hours: 16 });
    expect((await present(secret))?.quota?.remaining).toBe(29);
  });
});
