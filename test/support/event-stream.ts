import { type ClientRequest, type IncomingMessage, request } from 'node:http';

export interface ReceivedEvent {
  readonly name: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** A client of server-sent events as the standard has it, which keeps what it received. */
export class EventStream {
  readonly events: ReceivedEvent[] = [];
  readonly comments: string[] = [];
  lastEventId: string | undefined;
  retryMs: number | undefined;
  /** The server has ended it, or it was cut. */
  ended = false;
  private rest = '';

  private constructor(
    private readonly outgoing: ClientRequest,
    private readonly incoming: IncomingMessage,
  ) {
    incoming.setEncoding('utf8');
    incoming.on('data', (text: string) => this.take(text));
    incoming.on('close', () => (this.ended = true));
    incoming.on('error', () => (this.ended = true));
  }

  /** Resolves with the stream, or with the status of the answer when it is no stream. */
  static open(
    url: string,
    headers: Readonly<Record<string, string>>,
    options: { readonly paused?: boolean } = {},
  ): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      const outgoing = request(url, { headers, agent: false }, (incoming) => {
        if (incoming.statusCode !== 200) {
          incoming.resume();
          const { statusCode, headers: answered } = incoming;
          return reject(
            Object.assign(new Error(`Answered ${statusCode}`), { status: statusCode, headers: answered }),
          );
        }
        const stream = new EventStream(outgoing, incoming);
        if (options.paused === true) incoming.pause();
        resolve(stream);
      });
      outgoing.on('error', reject);
      outgoing.end();
    });
  }

  get headers(): IncomingMessage['headers'] {
    return this.incoming.headers;
  }

  /** What came of one kind, its data. */
  dataOf<Data>(name: string): Data[] {
    return this.events.filter((event) => event.name === name).map((event) => event.data as Data);
  }

  resume(): void {
    this.incoming.resume();
  }

  close(): void {
    this.outgoing.destroy();
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) this.takeBlock(block);
  }

  private takeBlock(block: string): void {
    let name = 'message';
    const data: string[] = [];
    for (const line of block.split('\n')) {
      const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      if (field === '') this.comments.push(value);
      else if (field === 'id') this.lastEventId = value;
      else if (field === 'event') name = value;
      else if (field === 'retry') this.retryMs = Number(value);
      else if (field === 'data') data.push(value);
      else throw new Error(`No such field: ${line}`);
    }
    if (data.length > 0)
      this.events.push({ name, id: this.lastEventId, data: JSON.parse(data.join('\n')) as unknown });
  }
}
