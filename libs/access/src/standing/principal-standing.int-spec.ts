import { type AccessGateway, AccessHouse, signedIn } from '../../../../test/support/access-house';
import { CreateKeyCommand, DisablePersonCommand, type Principal, RevokeKeyCommand, SignOutCommand } from '..';
import { PrincipalStanding, standingKey } from './principal-standing';

const SUZHOU = '320500';

let house: AccessHouse;
let gateway: AccessGateway;
let operator: Awaited<ReturnType<AccessHouse['operator']>>;
let standing: PrincipalStanding;
let admin: Principal;

beforeEach(async () => {
  house = await AccessHouse.open();
  [gateway, operator] = [await house.gateway(), await house.operator()];
  standing = new PrincipalStanding(gateway.unitOfWork, house.clock);
  admin = await join('administrator');
});
afterEach(() => house.close());

const join = async (role: 'administrator' | 'officer' | 'adviser', email = `${role}@suzhou.example`) =>
  (await signedIn(operator, gateway, email, { city: SUZHOU, role })).principal;
const newKey = async (): Promise<{ id: string; principal: Principal; secret: string }> => {
  const { key, secret } = await gateway.runAs(
    admin,
    new CreateKeyCommand(admin, {
      label: 'live',
      scopes: ['leads:read'],
      expiresAt: '2026-03-03T08:00:00Z',
      perMinute: 2,
      perDay: 2,
    }),
  );
  const principal = await gateway.authenticator.byKey(secret, {});
  if (principal === undefined) throw new Error('There is no such key');
  return { id: key.id, principal, secret };
};
const of = async (...principals: readonly Principal[]) => {
  const found = await standing.of(principals);
  return principals.map((principal) => found.get(standingKey(principal)));
};

describe('PrincipalStanding', () => {
  it('finds all who still stand, as the authenticator would, and counts no request of a key', async () => {
    const adviser = await join('adviser');
    const { principal: key, secret } = await newKey();
    for (let times = 0; times < 5; times++) {
      const [found, advising, byKey] = await of(admin, adviser, key);
      expect(found).toEqual(admin);
      expect(advising).toEqual(adviser);
      expect(byKey).toEqual(key);
    }
    expect(await gateway.authenticator.byKey(secret, {})).toBeDefined();
  });

  it('follows what may be seen: a share that is given, a role that is changed', async () => {
    const adviser = await join('adviser');
    expect(adviser.scope.projects).toEqual([]);
    await house.owner.query(
      `insert into access.share (city, person_id, project_id, shared_by, shared_at) values ($1, $2, 'p-1', 'x', now())`,
      [SUZHOU, adviser.id],
    );
    expect((await of(adviser))[0]?.scope).toEqual({ city: SUZHOU, neighbours: [], projects: ['p-1'] });
    await house.owner.query(`update access.membership set role = 'officer' where person_id = $1`, [
      adviser.id,
    ]);
    const [officer] = await of(adviser);
    expect(officer?.role).toBe('officer');
    expect(officer?.scope.projects).toBeUndefined();
    expect(officer?.permissions.has('investors:write')).toBe(true);
  });

  it('leaves out who signed out, was disabled or idle, and keys that were revoked or are over', async () => {
    const officer = await join('officer');
    const other = await join('officer', 'other@suzhou.example');
    const [one, two] = [await newKey(), await newKey()];
    const present = async () =>
      (await of(officer, other, one.principal, two.principal, admin)).map((found) => found !== undefined);
    expect(await present()).toEqual([true, true, true, true, true]);
    await gateway.runAs(officer, new SignOutCommand(officer));
    await operator(new DisablePersonCommand('other@suzhou.example', true));
    await gateway.runAs(admin, new RevokeKeyCommand(admin, one.id));
    expect(await present()).toEqual([false, false, false, true, true]);
    house.clock.forward({ hours: 12 });
    expect(await present()).toEqual([false, false, false, true, false]);
    house.clock.forward({ hours: 12 });
    expect(await present()).toEqual([false, false, false, false, false]);
  });
});
