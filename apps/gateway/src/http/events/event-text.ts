import { type ProjectChange } from '@bole/leads';

/** Events as text/event-stream has them (WHATWG HTML, server-sent events). */

/** How long a client waits before it comes again. */
const RETRY_MS = 3_000;

/** The first words: where the stream begins, so that one that is cut before its first event is resumed without a gap. */
export function greeting(cursor: string | undefined): Buffer {
  return Buffer.from(`retry: ${RETRY_MS}\n${cursor === undefined ? '\n' : `id: ${cursor}\n\n`}`);
}

export function changeEvent({ cursor, projectId, city, revision, changes, at }: ProjectChange): Buffer {
  return event('leads-changed', { projectId, city, revision, changes, at: at.toISOString() }, cursor);
}

/** Moves the place on from which the stream is resumed, without an event. */
export function placeOnly(cursor: string): Buffer {
  return Buffer.from(`id: ${cursor}\n\n`);
}

/** A comment, which keeps proxies from closing an idle connection, and the place. */
export function heartbeat(cursor: string): Buffer {
  return Buffer.from(`: still here\nid: ${cursor}\n\n`);
}

/** What was missed is no longer kept: the lists are to be read anew; the stream goes on from `cursor`. */
export function resetEvent(cursor: string): Buffer {
  return event('reset', { reason: 'too-old' }, cursor);
}

export type Farewell = 'stopping' | 'renewal' | 'access-ended';

/** The last words. `retryMs` spreads those who come again. */
export function farewell(reason: Farewell, retryMs: number): Buffer {
  return Buffer.concat([Buffer.from(`retry: ${Math.round(retryMs)}\n`), event('closing', { reason })]);
}

/** JSON has no line breaks, so that one `data:` line holds it. */
function event(name: string, data: object, cursor?: string): Buffer {
  const id = cursor === undefined ? '' : `id: ${cursor}\n`;
  return Buffer.from(`${id}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}
