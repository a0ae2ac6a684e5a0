import { setTimeout as delay } from 'node:timers/promises';
import { type Client } from '@elastic/elasticsearch';
import { SearchError } from '../../search-error';
import { asked } from './elasticsearch-connection';

/** Most time for one index; a merge of a large one takes minutes. */
const COMPACT_LIMIT_MS = 600_000;
const LOOK_AGAIN_MS = 500;

/**
 * Merges away documents that were replaced, which count in BM25's statistics until then. The server keeps them for a
 * copy that might have to catch up until the shard's retention lease has passed them, which it moves every 30 seconds:
 * a merge before that would keep them.
 */
export async function compactIndex(client: Client, alias: string): Promise<void> {
  const deadline = performance.now() + COMPACT_LIMIT_MS;
  for (;;) {
    await asked(() => client.indices.refresh({ index: alias }));
    const { replaced, kept } = await stateOf(client, alias);
    if (replaced === 0) return;
    if (performance.now() > deadline)
      throw new SearchError(
        'SEARCH_COMPACT_UNFINISHED',
        `${replaced} replaced documents of ${alias} are still counted after ${COMPACT_LIMIT_MS / 1000} s; is something writing?`,
      );
    // What is kept for others is kept up to the last commit, too.
    await asked(() => client.indices.flush({ index: alias, force: true, wait_if_ongoing: true }));
    if (kept) await delay(LOOK_AGAIN_MS);
    else
      await asked(() =>
        client.indices.forcemerge(
          { index: alias, only_expunge_deletes: true },
          { requestTimeout: COMPACT_LIMIT_MS },
        ),
      );
  }
}

/** How many replaced documents are still there, and whether a lease still keeps some. */
async function stateOf(client: Client, alias: string): Promise<{ replaced: number; kept: boolean }> {
  const { indices } = await asked(() =>
    client.indices.stats({ index: alias, metric: 'docs', level: 'shards' }),
  );
  const shards = Object.values(indices ?? {}).flatMap(({ shards: byNumber }) =>
    Object.values(byNumber ?? {}).flat(),
  );
  return {
    replaced: shards.reduce((sum, { docs }) => sum + (docs?.deleted ?? 0), 0),
    kept: shards.some(({ retention_leases, seq_no }) =>
      (retention_leases?.leases ?? []).some((lease) => lease.retaining_seq_no <= (seq_no?.max_seq_no ?? -1)),
    ),
  };
}
