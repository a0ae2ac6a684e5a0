/** Leads of one project that changed in one transaction of the matcher or of people. */
export interface LeadChange {
  /** Its place in the feed: unique, and the same however often it is read. */
  readonly id: string;
  /** GB/T 2260 code. */
  readonly city: string;
  readonly projectId: string;
  /** What changed, as the feed has it: JSON. */
  readonly changes: unknown;
  readonly at: Date;
}

/**
 * Changes of leads in an order in which nothing appears before what was read already: by transaction id and number, up to
 * the oldest transaction that is still open.
 */
export interface ChangeFeed {
  /** Up to `limit` items after a place; null: from the beginning. `cursor` is where the next reading goes on. */
  readAfter(
    cursor: string | null,
    limit: number,
  ): Promise<{ readonly cursor: string | null; readonly items: readonly LeadChange[] }>;
}

/** The feed is of another lib; an app that tells webhooks of leads binds one. */
export const CHANGE_FEED = Symbol('ChangeFeed');
