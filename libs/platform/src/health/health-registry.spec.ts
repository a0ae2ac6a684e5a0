import { HealthRegistry } from './health-registry';

describe('HealthRegistry', () => {
  it('is ready while it runs and every check passes, and names what is missing otherwise', async () => {
    const health = new HealthRegistry();
    let broken = false;
    health.add('database', async () => undefined);
    health.add('event log', async () => {
      if (broken) throw new Error('no broker at 127.0.0.1:9092');
    });
    expect(await health.readiness()).toMatchObject({
      ready: false,
      missing: [{ name: 'process', reason: 'it is starting' }],
    });

    health.started();
    expect(await health.readiness()).toEqual({ ready: true, checks: ['database', 'event log'], missing: [] });

    broken = true;
    expect(await health.readiness()).toMatchObject({
      ready: false,
      missing: [{ name: 'event log', reason: 'no broker at 127.0.0.1:9092' }],
    });

    broken = false;
    health.stopping();
    expect(await health.readiness()).toMatchObject({ ready: false, missing: [{ reason: 'it is stopping' }] });
  });

  it('counts a check that does not answer as failed', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick'] });
    const health = new HealthRegistry();
    health.started();
    health.add('search', () => new Promise(() => undefined));
    const readiness = health.readiness();
    await jest.advanceTimersByTimeAsync(3_000);
    jest.useRealTimers();
    expect((await readiness).missing).toEqual([
      { name: 'search', reason: 'search did not answer within 3 s' },
    ]);
  });
});
