import { NotFoundError, type Problem } from '@bole/kernel';
import { type UnitOfWork } from '@bole/persistence';

export interface RejectedSummary {
  readonly id: string;
  readonly service: string;
  readonly topic: string;
  readonly partition: number;
  readonly position: string;
  readonly rejectedAt: Date;
  readonly replayedAt: Date | null;
  readonly problems: readonly Problem[];
}

export interface RejectedRecord extends RejectedSummary {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer>>;
}

const SUMMARY = `id, service, topic, partition, position, rejected_at as "rejectedAt", replayed_at as "replayedAt", problems`;
const PAGE = 100;

/** Reads what ingest has kept of the `rejected` topic. */
export class RejectedRecords {
  constructor(private readonly unitOfWork: Pick<UnitOfWork, 'query'>) {}

  newest(limit: number): Promise<RejectedSummary[]> {
    return this.unitOfWork.query<RejectedSummary>(
      `select ${SUMMARY} from intake.rejected_record order by rejected_at desc, id limit $1`,
      [limit],
    );
  }

  /** Throws a NotFoundError for an id that was never rejected. */
  async get(id: string): Promise<RejectedRecord> {
    const [row] = await this.unitOfWork.query<Row>(
      `select ${SUMMARY}, key, value, headers from intake.rejected_record where id = $1`,
      [id],
    );
    if (row === undefined)
      throw new NotFoundError(
        'REJECTED_RECORD_UNKNOWN',
        `there is no rejected record ${id}; "bole rejected list" lists them`,
      );
    return withHeaders(row);
  }

  /** All that were not replayed yet, the oldest first, read page by page. */
  async *notReplayed(): AsyncGenerator<RejectedRecord> {
    for (let after: RejectedSummary | undefined; ;) {
      const rows: Row[] = await this.unitOfWork.query<Row>(
        `select ${SUMMARY}, key, value, headers from intake.rejected_record
         where replayed_at is null and ($1::timestamptz is null or (rejected_at, id) > ($1, $2))
         order by rejected_at, id limit $3`,
        [after?.rejectedAt ?? null, after?.id ?? null, PAGE],
      );
      yield* rows.map(withHeaders);
      after = rows.at(-1);
      if (rows.length < PAGE) return;
    }
  }
}

type Row = RejectedSummary & {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
};

function withHeaders(row: Row): RejectedRecord {
  const headers = Object.fromEntries(
    Object.entries(row.headers).map(([name, base64]) => [name, Buffer.from(base64, 'base64')]),
  );
  return { ...row, headers };
}
