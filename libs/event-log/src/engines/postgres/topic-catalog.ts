import { type TopicSpec } from '@bole/contracts';
import { type Pool } from 'pg';

/** A topic as it is known to the database. */
export interface Topic {
  readonly id: number;
  readonly name: string;
  readonly cleanup: 'compact' | 'delete';
  readonly retentionMs: number | null;
  readonly partitions: number;
}

/** The topics by name. They never change once made, so they are kept after the first look. */
export class TopicCatalog {
  private readonly known = new Map<string, Topic>();

  constructor(private readonly pool: Pool) {}

  /** One statement per topic, so that those who make the same topic at once wait for one another and find it made. */
  async ensure(specs: readonly TopicSpec[], partitions: number): Promise<void> {
    for (const spec of specs) {
      await this.pool.query(
        `with made as (
           insert into event_log.topic (name, cleanup, retention_ms, partitions)
           select $1, $2, $3, $4 where not exists (select from event_log.topic where name = $1)
           on conflict (name) do nothing
           returning id, partitions)
         insert into event_log.partition (topic_id, partition)
         select id, generate_series(0, partitions - 1) from made`,
        [spec.name, spec.cleanup, spec.retentionMs, partitions],
      );
    }
  }

  /** The topics in the order of `names`; rejects with the names that do not exist. */
  async find(names: readonly string[]): Promise<readonly Topic[]> {
    const missing = names.filter((name) => !this.known.has(name));
    if (missing.length > 0) for (const topic of await this.load(missing)) this.known.set(topic.name, topic);
    const unknown = missing.filter((name) => !this.known.has(name));
    if (unknown.length > 0)
      throw new Error(`The event log has no topic ${unknown.join(', ')}: make it first.`);
    return names.flatMap((name) => this.known.get(name) ?? []);
  }

  async all(): Promise<readonly Topic[]> {
    return this.load(null);
  }

  private async load(names: readonly string[] | null): Promise<readonly Topic[]> {
    const { rows } = await this.pool.query<Topic>(
      `select id, name, cleanup, retention_ms::float8 as "retentionMs", partitions
       from event_log.topic where $1::text[] is null or name = any($1) order by id`,
      [names],
    );
    return rows;
  }
}
