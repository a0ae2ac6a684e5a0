import { pipelineDrained } from './pipeline-drain';

const progress = { update: () => undefined, stop: () => undefined };
const signal = new AbortController().signal;
const statusOf = (totals: number[]) => ({
  left: totals,
  pending: async () => {
    const total = totals.shift() ?? 0;
    return { total, detail: { outbox: total } };
  },
});

describe('pipelineDrained', () => {
  it('does not take one quiet moment for the end', async () => {
    const status = statusOf([5, 0, 3, 0, 0, 9]);
    expect(await pipelineDrained(status, { limitMs: 60_000, signal, progress, pollMs: 0 })).toBe(true);
    expect(status.left).toEqual([9]);
  });

  it('gives up at its limit', async () => {
    let now = 0;
    const status = { pending: async () => ({ total: 1, detail: {} }) };
    expect(
      await pipelineDrained(status, { limitMs: 10, signal, progress, pollMs: 0, now: () => (now += 4) }),
    ).toBe(false);
  });

  it('ends at an interrupt', async () => {
    const status = { pending: async () => ({ total: 1, detail: {} }) };
    await expect(
      pipelineDrained(status, { limitMs: 60_000, signal: AbortSignal.abort(), progress, pollMs: 1 }),
    ).rejects.toThrow();
  });
});
