import { decodeRecord, encodeEvent, type WireRecord } from './decode';
import { type EventType } from './event-type';
import { EVENTS } from './registry';

const meta = { id: 'ev-1', source: '/test', time: '2026-01-01T00:00:00Z' };
const bytes = (text: string) => Buffer.from(text, 'utf8');

function wire(event: EventType, data: unknown = event.golden): WireRecord {
  const record = encodeEvent(event, event.golden, meta);
  const headers = Object.fromEntries(
    Object.entries(record.headers).map(([name, text]) => [name, bytes(text)]),
  );
  return { topic: record.topic, key: bytes(record.key), value: bytes(JSON.stringify(data)), headers };
}

describe.each(EVENTS.map((event) => [event.type, event as unknown as EventType] as const))(
  '%s',
  (type, event) => {
    it('decodes its golden example', () => {
      const decoded = decodeRecord(wire(event));
      expect(decoded).toMatchObject({ ok: true, value: { meta: { ...meta, type } } });
    });

    it('ignores members that it does not know', () => {
      expect(decodeRecord(wire(event, { ...(event.golden as object), fromTheFuture: 1 })).ok).toBe(true);
    });

    it('names its version', () => {
      expect(type).toMatch(/^bole(\.[a-z]+)+\.v\d+$/);
    });
  },
);
