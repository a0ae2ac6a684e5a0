import { Inject, Injectable } from '@nestjs/common';
import { LeadFeed } from '@bole/leads';
import { type ChangeFeed, type LeadChange } from '@bole/outreach';
import { PROCESS_LOG, type ProcessLog } from '@bole/platform';

/** The feed of lead changes as webhooks are told of it. */
@Injectable()
export class LeadFeedAdapter implements ChangeFeed {
  constructor(
    private readonly feed: LeadFeed,
    @Inject(PROCESS_LOG) private readonly log: Pick<ProcessLog, 'error'>,
  ) {}

  async readAfter(
    cursor: string | null,
    limit: number,
  ): Promise<{ cursor: string | null; items: LeadChange[] }> {
    const { changes, next, lost } = await this.feed.readAfter(cursor ?? (await this.feed.oldest()), limit);
    if (lost)
      this.log.error(
        { cursor, next },
        'The feed of leads was pruned before webhooks were told of all that was in it',
      );
    const items = changes.map(({ cursor: id, city, projectId, changes: leads, at }) => ({
      id,
      city,
      projectId,
      changes: leads,
      at,
    }));
    // An idle feed keeps its cursor: it would otherwise move on with every transaction of the server, and be written each time.
    return { cursor: items.at(-1)?.id ?? (lost ? next : cursor), items };
  }
}
