import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RawAnswer {
  /** Status codes of all answers that came over the connection. */
  readonly statuses: readonly number[];
  readonly text: string;
}

/**
 * Writes bytes as they are, which no HTTP client would, and reads until the server closes or says nothing for `quietMs`. A part
 * that is a number waits for so many milliseconds.
 */
export async function raw(
  url: string,
  parts: readonly (string | Buffer | number)[],
  quietMs = 700,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let text = '';
  let closed = false;
  let last = performance.now();
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    last = performance.now();
  });
  socket.on('close', () => (closed = true));
  // A server that refuses may reset the connection while we still write.
  socket.on('error', () => undefined);
  for (const part of parts) {
    if (typeof part === 'number') await sleep(part);
    else if (!socket.destroyed) socket.write(part);
  }
  last = performance.now();
  while (!closed && performance.now() - last < quietMs) await sleep(20);
  socket.destroy();
  return { text, statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status)) };
}
