import { Client, type QueryResult, type QueryResultRow } from 'pg';
import { Slots } from '../../slots';
import { type PostgresConnection } from './connection';
import { APPENDED } from './append-records';
import { memberLock, MEMBERS, partitionLock } from './lock-keys';
import { type Topic } from './topic-catalog';

export interface Slot {
  readonly topic: Topic;
  readonly partition: number;
}

/** What the holder of a partition knows of it when it takes it. */
export interface Holding {
  /** The first position not done yet. */
  readonly position: bigint;
  readonly epoch: bigint;
}

const QUERY_LIMIT_MS = 30_000;
const CONNECT_LIMIT_MS = 10_000;

export const slotName = (topicId: number, partition: number): string => `${topicId}.${partition}`;

/**
 * One member of a group: a connection whose session holds the member's locks. Membership and partitions live and die
 * with the session, so a member that is killed is out the moment its connection breaks, with nothing to expire.
 */
export class GroupSession {
  private ended = false;
  /** The session is used by the member's look-around and by its workers: one query after the other. */
  private readonly turn = new Slots(1);

  private constructor(
    private readonly client: Client,
    private readonly groupId: number,
    private readonly topics: readonly Topic[],
  ) {}

  static async open(
    connection: PostgresConnection,
    groupId: number,
    topics: readonly Topic[],
    on: { readonly appended: (slot: string) => void; readonly lost: (reason: Error) => void },
  ): Promise<GroupSession> {
    const client = new Client({
      ...connection,
      application_name: 'bole event log',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      query_timeout: QUERY_LIMIT_MS,
    });
    const session = new GroupSession(client, groupId, topics);
    const lose = (reason: Error): void => {
      if (session.ended) return;
      session.ended = true;
      on.lost(reason);
    };
    client.on('error', lose);
    client.on('end', () => lose(new Error('The connection to Postgres was closed.')));
    client.on('notification', ({ payload }) => on.appended(payload ?? ''));
    try {
      await client.connect();
      // A member whose machine vanishes is out within about twenty seconds, not after the two hours of TCP.
      await client.query(
        `set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 3; set tcp_keepalives_count = 3`,
      );
      await client.query(`listen ${APPENDED}`);
      const ids = topics.map((topic) => topic.id);
      await client.query(
        `select pg_advisory_lock_shared(${memberLock('$1', 't.id')}) from unnest($2::int[]) as t(id)`,
        [groupId, ids],
      );
      return session;
    } catch (error) {
      session.ended = true;
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** The partitions that fall to this member: of each topic, every n-th, n being the number of its members. */
  async share(): Promise<readonly Slot[]> {
    const { rows } = await this.query<{ topic_id: number; pid: number; mine: boolean }>(
      `select m.*, m.pid = pg_backend_pid() as mine from (${MEMBERS}) m order by m.topic_id, m.pid`,
      [this.groupId, this.topics.map((topic) => topic.id)],
    );
    return this.topics.flatMap((topic, nth) => {
      const members = rows.filter((row) => row.topic_id === topic.id);
      const me = members.findIndex((member) => member.mine);
      return partitionsOf(topic).filter((slot) => (slot.partition + nth) % members.length === me);
    });
  }

  /** Takes the partition, or answers nothing while another member still holds it. */
  async take({ topic, partition }: Slot): Promise<Holding | undefined> {
    const values = [this.groupId, topic.id, partition];
    const lock = await this.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(${partitionLock('$1', '$2', '$3')}) as taken`,
      values,
    );
    if (lock.rows[0]?.taken !== true) return undefined;
    const { rows } = await this.query<{ next_position: string; epoch: string }>(
      `insert into event_log.group_position as g (group_id, topic_id, partition, epoch) values ($1, $2, $3, 1)
       on conflict (group_id, topic_id, partition) do update set epoch = g.epoch + 1
       returning next_position, epoch`,
      values,
    );
    return { position: BigInt(rows[0]?.next_position ?? 0), epoch: BigInt(rows[0]?.epoch ?? 0) };
  }

  async release({ topic, partition }: Slot): Promise<void> {
    if (this.ended) return;
    const unlock = `select pg_advisory_unlock(${partitionLock('$1', '$2', '$3')})`;
    await this.query(unlock, [this.groupId, topic.id, partition]);
  }

  /** The next position of every partition of the topics, by slot name: a look around, should a notification be missed. */
  async heads(): Promise<ReadonlyMap<string, bigint>> {
    const { rows } = await this.query<{ topic_id: number; partition: number; next_position: string }>(
      `select topic_id, partition, next_position from event_log.partition where topic_id = any($1)`,
      [this.topics.map((topic) => topic.id)],
    );
    return new Map(rows.map((row) => [slotName(row.topic_id, row.partition), BigInt(row.next_position)]));
  }

  async close(): Promise<void> {
    this.ended = true;
    await this.client.end().catch(() => undefined);
  }

  private query<Row extends QueryResultRow>(
    sql: string,
    values: readonly unknown[],
  ): Promise<QueryResult<Row>> {
    return this.turn.use(() => this.client.query<Row>(sql, [...values]));
  }
}

function partitionsOf(topic: Topic): readonly Slot[] {
  return Array.from({ length: topic.partitions }, (_, partition) => ({ topic, partition }));
}
