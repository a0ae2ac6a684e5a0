import { Acting, type UnitOfWork } from '@bole/persistence';
import { LRUCache } from 'lru-cache';
import { deedsEpoch } from './deeds-epoch';

const MOST_PER_SEGMENT = 200;
const MOST_KEPT = 8_000;

/**
 * The busiest investors of a segment as of an instant, most deals first, ties by id. Kept in memory until any deal or any
 * project's segment changes: `matching.deeds_epoch` counts those changes.
 */
export class SegmentActivity {
  private readonly kept = new LRUCache<string, readonly string[]>({ max: MOST_KEPT });

  constructor(private readonly queries: Pick<UnitOfWork, 'query'>) {}

  async busiest(segments: readonly string[], asOf: Date): Promise<Map<string, readonly string[]>> {
    const epoch = await deedsEpoch(this.queries);
    const keyOf = (segment: string): string => `${epoch} ${segment} ${asOf.getTime()} ${Acting.view()}`;
    const found = new Map<string, readonly string[]>();
    const missing: string[] = [];
    for (const segment of segments) {
      const kept = this.kept.get(keyOf(segment));
      if (kept === undefined) missing.push(segment);
      else found.set(segment, kept);
    }
    if (missing.length === 0) return found;

    const rows = await this.queries.query<{ segment: string; investor_ids: string[] }>(
      `select segment, array(
         select signal.investor_id
         from matching.project_segment as placed join matching.signal on signal.project_id = placed.project_id
         where placed.segment = wanted.segment and signal.deed and signal.occurred_at <= $2
         group by signal.investor_id order by count(*) desc, signal.investor_id limit $3) as investor_ids
       from unnest($1::text[]) as wanted (segment)`,
      [missing, asOf, MOST_PER_SEGMENT],
    );
    for (const { segment, investor_ids: ids } of rows) {
      this.kept.set(keyOf(segment), ids);
      found.set(segment, ids);
    }
    return found;
  }
}
