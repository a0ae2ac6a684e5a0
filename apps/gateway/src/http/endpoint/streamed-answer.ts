import { Readable } from 'node:stream';
import { Acting, type ActingScope } from '@bole/persistence';

export interface StreamedAnswerOptions {
  /** Media type, e.g. `text/csv; charset=utf-8` or `text/event-stream`. */
  readonly type: string;
  /** Offers the answer as a file of this name. */
  readonly fileName?: string;
}

/** An answer of any size, made while it is read. Its source runs in the asker's scope, and is closed when the asker goes. */
export class StreamedAnswer {
  constructor(
    readonly chunks: AsyncIterable<string | Uint8Array>,
    readonly options: StreamedAnswerOptions,
  ) {}

  /** The bytes; each step of the source runs in `scope`, whoever pulls it (a generator sees the context of its puller). */
  toReadable(scope: ActingScope | undefined): Readable {
    const chunks = scope === undefined ? this.chunks : inScope(this.chunks, scope);
    return Readable.from(chunks, { objectMode: false });
  }

  /** RFC 6266, with the name in UTF-8 and a plain one for whoever cannot read that. */
  get disposition(): string | undefined {
    const { fileName } = this.options;
    if (fileName === undefined) return undefined;
    const plain = fileName.replace(/[^\w.-]+/g, '_');
    return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
  }
}

function inScope<Item>(source: AsyncIterable<Item>, scope: ActingScope): AsyncIterable<Item> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = Acting.run(scope, () => source[Symbol.asyncIterator]());
      return {
        next: () => Acting.run(scope, () => iterator.next()),
        return: async () =>
          (await Acting.run(scope, () => iterator.return?.())) ?? { done: true, value: undefined },
      };
    },
  };
}
