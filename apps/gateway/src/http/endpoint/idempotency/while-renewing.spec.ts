import { whileRenewing } from './while-renewing';

describe('a lease while work is done', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is renewed before it ends, though a renewal fails, and no more once the work has ended', async () => {
    const failures: unknown[] = [];
    const renewals: number[] = [];
    const renew = async (): Promise<void> => {
      renewals.push(Date.now());
      if (renewals.length === 1) throw new Error('away');
    };
    let end: (value: string) => void = () => undefined;
    const work = () => new Promise<string>((resolve) => (end = resolve));
    const done = whileRenewing(work, renew, (error) => failures.push(error));
    await jest.advanceTimersByTimeAsync(59_000);
    expect([renewals.length, failures.length]).toEqual([2, 1]);
    end('done');
    expect(await done).toBe('done');
    await jest.advanceTimersByTimeAsync(120_000);
    expect(renewals).toHaveLength(2);
  });

  it('is not renewed for ever, and not after the work has failed', async () => {
    let renewals = 0;
    const renew = async (): Promise<void> => void renewals++;
    void whileRenewing(
      () => new Promise(() => undefined),
      renew,
      () => undefined,
    );
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(renewals).toBe(30);
    const failed = whileRenewing(
      () => Promise.reject(new Error('no')),
      renew,
      () => undefined,
    );
    await expect(failed).rejects.toThrow('no');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(renewals).toBe(30);
  });
});
