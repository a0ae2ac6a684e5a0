import { Controller } from '@nestjs/common';
import { type Principal } from '@bole/access';
import { Caller, Endpoint, Input, type InputOf, StreamedAnswer } from '../endpoint';
import { Exchanges } from '../endpoint/exchange';
import { listenToLeads } from './events.endpoints';
import { LiveFeed } from './live-feed';

const TYPE = 'text/event-stream; charset=utf-8';

@Controller()
export class EventsController {
  constructor(private readonly feed: LiveFeed) {}

  @Endpoint(listenToLeads)
  async listen(
    @Input() { query }: InputOf<typeof listenToLeads>,
    @Caller() caller: Principal,
  ): Promise<StreamedAnswer> {
    const { request, reply } = Exchanges.current();
    // Proxies (nginx) would keep events back to fill a buffer.
    void reply.header('x-accel-buffering', 'no');
    // Its body is thrown away, and this one would never end.
    if (request.method === 'HEAD') return new StreamedAnswer(nothing(), { type: TYPE });
    const { after, ...filter } = query;
    const resumed = request.headers['last-event-id'];
    const listener = await this.feed.listen(caller, {
      filter,
      // An EventSource goes on asking with the address that it was made with.
      after: typeof resumed === 'string' && resumed !== '' ? resumed : after,
      connection: reply.raw,
    });
    return new StreamedAnswer(listener, { type: TYPE });
  }
}

async function* nothing(): AsyncGenerator<Buffer> {}
