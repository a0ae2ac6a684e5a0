import { type Principal } from '@bole/access';
import { type FeedPage, type LeadFeed, type ProjectChange } from '@bole/leads';
import { LOOKED_WITHIN_MS } from './event-limits';
import { changeEvent } from './event-text';
import { Listener } from './listener';

const CALLER: Principal = {
  kind: 'key',
  id: 'k',
  name: 'k',
  city: '320500',
  role: undefined,
  permissions: new Set(['leads:read']),
  scope: { city: '320500', neighbours: [] },
};

const change = (cursor: string): ProjectChange => ({
  cursor,
  revision: 1,
  city: '320500',
  projectId: `p-${cursor}`,
  changes: [],
  at: new Date(0),
});

/** A feed that ends at 30-0, of which the others of the city have been told up to `joinedAt`. */
function listener(
  after: string,
  joinedAt: string,
): { readonly listener: Listener; readonly left: () => boolean } {
  const rows = ['10-1', '20-2', '25-3'];
  const readAfter = async (cursor: string): Promise<FeedPage> => ({
    changes: rows.filter((row) => parseInt(row) > parseInt(cursor)).map(change),
    next: '30-0',
    more: false,
    waiting: false,
    lost: false,
  });
  let left = false;
  const made = new Listener({
    caller: CALLER,
    filter: {},
    after,
    feed: { readAfter } as unknown as LeadFeed,
    bufferBytes: 10_000,
    connection: { destroy: () => undefined as never, closed: false, writableFinished: false },
    join: () => joinedAt,
    left: () => (left = true),
    look: async () => undefined,
  });
  return { listener: made, left: () => left };
}

async function idsOf(stream: Listener, until: string): Promise<string[]> {
  const ids: string[] = [];
  while (ids.at(-1) !== until) {
    const { value } = await stream.next();
    if (value === undefined) return ids;
    ids.push(...idsIn(value));
  }
  return ids;
}

function idsIn(text: Buffer | undefined): string[] {
  return [...(text?.toString() ?? '').matchAll(/^id: (.+)$/gm)].map(([, id]) => id ?? '');
}

describe('Listener', () => {
  it('never says that it stands behind what it has told, though its city has been told less', async () => {
    const { listener: stream } = listener('10-1', '22-0');
    expect(await idsOf(stream, '30-0')).toEqual(['20-2', '25-3', '30-0']);
    const next = stream.next();
    // All of it has been told already, but for the last.
    stream.offer(change('25-3'), () => changeEvent(change('25-3')));
    await settled();
    stream.beat('26-0');
    stream.offer(change('30-1'), () => changeEvent(change('30-1')));
    stream.beat('31-0');
    // What waits when it is taken goes together.
    const { value } = await next;
    expect(idsIn(value)).toEqual(['30-0', '30-1', '31-0']);
  });

  it('leaves when it is told to return, though it waits', async () => {
    const { listener: stream, left } = listener('25-3', '30-0');
    await idsOf(stream, '30-0');
    const waiting = stream.next();
    await settled();
    expect(left()).toBe(false);
    await stream.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(left()).toBe(true);
  });
});

describe('Listener whose standing ends in the middle of what it reads', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  it('gets nothing of the rest of a page, though its client takes long for it', async () => {
    const rows = Array.from({ length: 100 }, (_, at) => change(`${at + 1}-0`));
    let reads = 0;
    let stands = true;
    const stream = new Listener({
      caller: CALLER,
      filter: {},
      after: '0-0',
      feed: {
        readAfter: async (): Promise<FeedPage> => (
          reads++,
          { changes: rows, next: '100-0', more: true, waiting: false, lost: false }
        ),
      } as unknown as LeadFeed,
      bufferBytes: 1_000_000,
      connection: { destroy: () => undefined as never, closed: false, writableFinished: false },
      join: () => '100-0',
      left: () => undefined,
      look: async (one) => (stands ? undefined : one.end('access-ended', 1)),
    });
    expect(await idsOf(stream, '5-0')).toHaveLength(5);
    stands = false;
    jest.advanceTimersByTime(LOOKED_WITHIN_MS);
    const rest: string[] = [];
    for await (const text of stream) rest.push(text.toString());
    expect(rest).toEqual(['retry: 1\nevent: closing\ndata: {"reason":"access-ended"}\n\n']);
    expect(reads).toBe(1);
  });

  it('gets nothing of what waits for it', async () => {
    const { listener: stream } = listener('25-3', '30-0');
    await idsOf(stream, '30-0');
    stream.offer(change('31-1'), () => changeEvent(change('31-1')));
    stream.end('access-ended', 1);
    expect((await stream.next()).value?.toString()).toMatch(/^retry: 1\nevent: closing/);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });
});

/** Lets all that is ready run. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
