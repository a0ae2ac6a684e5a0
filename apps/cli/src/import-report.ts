import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { type Language } from '@bole/kernel';
import { type ImportProblem, reportHeader, reportLine } from '@bole/profiles';

/** The row-level report of an import. The file is made when there is something to say, or when it was asked for by name. */
export class ImportReport {
  private stream: WriteStream | undefined;
  private failure: Error | undefined;
  private lines = 0;

  constructor(
    readonly path: string,
    private readonly language: Language,
  ) {}

  get written(): boolean {
    return this.stream !== undefined;
  }

  get problems(): number {
    return this.lines;
  }

  async add(problems: readonly ImportProblem[]): Promise<void> {
    for (const problem of problems) {
      this.lines += 1;
      await this.write(reportLine(problem, this.language));
    }
  }

  /** Writes the header, so that there is a report even where nothing was wrong. */
  async begin(): Promise<void> {
    await this.write('');
  }

  async close(): Promise<void> {
    if (this.stream === undefined) return;
    this.stream.end();
    if (!this.stream.closed) await once(this.stream, 'close');
    if (this.failure !== undefined) throw this.failure;
  }

  private async write(text: string): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    const stream = (this.stream ??= this.open());
    if (!stream.write(text)) await once(stream, 'drain');
  }

  private open(): WriteStream {
    const stream = createWriteStream(this.path, { encoding: 'utf8' });
    stream.on('error', (error) => (this.failure = error));
    stream.write(reportHeader(this.language));
    return stream;
  }
}
