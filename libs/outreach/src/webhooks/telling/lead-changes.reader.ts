import { Acting, ALL_CITIES, type UnitOfWork } from '@bole/persistence';
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
    return Acting.run(ALL_CITIES, () =>
      this.unitOfWork.run(async (transaction) => {
        await transaction.query(
          `insert into outreach.feed_cursor (feed, cursor, read_at) values ($1, '', clock_timestamp()) on conflict do nothing`,
          [FEED],
        );
        // One process reads at a time; the others need not wait for it.
        const [kept] = await transaction.query<{ cursor: string }>(
          `select cursor from outreach.feed_cursor where feed = $1 for update skip locked`,
          [FEED],
        );
        if (kept === undefined) return 'idle';
        const before = kept.cursor === '' ? null : kept.cursor;
        const { cursor, items } = await this.feed.readAfter(before, AT_A_TIME);
        if (cursor === before || cursor === null) return 'idle';
        await fanOut(transaction, items.map(toEvent));
        await transaction.query(
          `update outreach.feed_cursor set cursor = $2, read_at = clock_timestamp() where feed = $1`,
          [FEED, cursor],
        );
        return items.length > 0 ? 'did-something' : 'idle';
      }),
    );
  }
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
