import { Acting, ALL_CITIES, type Transaction, type UnitOfWork } from '@bole/persistence';
import { type WebhookEvent } from '../webhook-event';
import { type ChangeFeed, type LeadChange } from './change-feed';
import { fanOut } from './event-fan-out';

const FEED = 'lead-changes';
const AT_A_TIME = 500;

/** Reads the feed of lead changes on, and makes deliveries of it: both in one transaction, so that none is lost or told twice. */
export class LeadChangesReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly feed: ChangeFeed,
  ) {}

  async round(): Promise<'did-something' | 'idle'> {
    return Acting.run(ALL_CITIES, async () => {
      const [kept] = await this.unitOfWork.query<{ cursor: string }>(
        `select cursor from outreach.feed_cursor where feed = $1`,
        [FEED],
      );
      const { cursor, items } = await this.feed.readAfter(kept?.cursor ?? null, AT_A_TIME);
      if (cursor === null || cursor === kept?.cursor) return 'idle';
      await this.unitOfWork.run(async (transaction) => {
        if (await moveOn(transaction, kept?.cursor, cursor)) await fanOut(transaction, items.map(toEvent));
      });
      return items.length > 0 ? 'did-something' : 'idle';
    });
  }
}

/** Says whether this process is the one that read from there: where several read the same, one tells of it. */
async function moveOn(transaction: Transaction, from: string | undefined, to: string): Promise<boolean> {
  const moved = await transaction.query(
    from === undefined
      ? `insert into outreach.feed_cursor (feed, cursor, read_at) select $1, $3, clock_timestamp() where $2::text is null
         on conflict do nothing returning feed`
      : `update outreach.feed_cursor set cursor = $3, read_at = clock_timestamp()
         where feed = $1 and cursor = $2 returning feed`,
    [FEED, from ?? null, to],
  );
  return moved.length > 0;
}

function toEvent({ id, city, projectId, changes, at }: LeadChange): WebhookEvent {
  return {
    id: `lead-change:${id}`,
    event: 'leads.changed',
    city,
    at,
    subject: projectId,
    data: { projectId, changes },
  };
}
