import { type Transaction, type UnitOfWork } from '@bole/persistence';
import { type KeptModel, type ModelDecision, type ModelRecord, type ModelUse } from './kept-model';

type Queries = Pick<Transaction | UnitOfWork, 'query'>;

/**
 * Who computes leads holds this lock with others until they are kept; who changes a model holds it alone. So a list that was
 * computed by a model is kept before that model is left, or not at all.
 */
const LOCK = `hashtextextended('matching.model_use', 0)`;

export async function holdModels(transaction: Transaction): Promise<void> {
  await transaction.query(`select pg_advisory_xact_lock_shared(${LOCK})`);
}

export async function holdModelsAlone(transaction: Transaction): Promise<void> {
  await transaction.query(`select pg_advisory_xact_lock(${LOCK})`);
}

/** The number of the last change of a model that the asker may see; 0 before the first. */
export async function lastModelChange(queries: Queries): Promise<number> {
  const [row] = await queries.query<{ seq: string }>(
    `select coalesce(max(seq), 0) as seq from matching.model_use`,
  );
  return Number(row?.seq ?? 0);
}

/** The use in force of every city that has one, `000000` among them. */
export async function usesInForce(queries: Queries): Promise<ModelUse[]> {
  const rows = await queries.query<UseRow>(
    `select distinct on (city) ${USE} from matching.model_use order by city, seq desc`,
  );
  return rows.map(toUse);
}

/** All uses of these cities, the newest first. */
export async function usesOf(queries: Queries, cities: readonly string[], most: number): Promise<ModelUse[]> {
  const rows = await queries.query<UseRow>(
    `select ${USE} from matching.model_use where city = any($1::text[]) order by seq desc limit $2`,
    [cities, most],
  );
  return rows.map(toUse);
}

export async function addUse(queries: Queries, use: Omit<ModelUse, 'seq'>): Promise<ModelUse> {
  const [row] = await queries.query<UseRow>(
    `insert into matching.model_use (city, model_city, version, since, by_whom, reason, rolled_back)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${USE}`,
    [
      use.city,
      use.model?.city ?? null,
      use.model?.version ?? null,
      use.since,
      use.by,
      use.why,
      use.rolledBack,
    ],
  );
  if (row === undefined) throw new Error('The use of a model was not written.');
  return toUse(row);
}

/** False when there is one of this city and version already: it stays as it is. */
export async function addModel(queries: Queries, kept: KeptModel): Promise<boolean> {
  const added = await queries.query(
    `insert into matching.model (city, version, checksum, document, trained_at, data_from, data_to, figures, decision, kept_at)
     values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8::jsonb, $9, $10) on conflict (city, version) do nothing returning city`,
    [
      kept.city,
      kept.version,
      kept.checksum,
      JSON.stringify(kept.model),
      kept.trainedAt,
      kept.dataFrom,
      kept.dataTo,
      JSON.stringify(kept.figures),
      kept.decision,
      kept.keptAt,
    ],
  );
  return added.length > 0;
}

/** Models of these cities, the newest first. */
export async function modelsOf(
  queries: Queries,
  cities: readonly string[],
  most: number,
): Promise<ModelRecord[]> {
  const rows = await queries.query<ModelRow>(
    `select ${RECORD} from matching.model where city = any($1::text[]) order by kept_at desc, city, version limit $2`,
    [cities, most],
  );
  return rows.map(toRecord);
}

/** The model of that version that one of these cities has, the first city's before the second's. */
export async function findModel(
  queries: Queries,
  cities: readonly string[],
  version: string,
): Promise<(ModelRecord & { readonly document: unknown }) | undefined> {
  const rows = await queries.query<ModelRow & { readonly document: unknown }>(
    `select ${RECORD}, document from matching.model where city = any($1::text[]) and version = $2
     order by array_position($1::text[], city) limit 1`,
    [cities, version],
  );
  return rows.map((row) => ({ ...toRecord(row), document: row.document }))[0];
}

const USE = `seq, city, model_city, version, since, by_whom, reason, rolled_back`;
const RECORD = `city, version, checksum, trained_at, data_from, data_to, figures, decision, kept_at`;

interface UseRow {
  readonly seq: string;
  readonly city: string;
  readonly model_city: string | null;
  readonly version: string | null;
  readonly since: Date;
  readonly by_whom: string;
  readonly reason: string;
  readonly rolled_back: string | null;
}

interface ModelRow {
  readonly city: string;
  readonly version: string;
  readonly checksum: string;
  readonly trained_at: Date | null;
  readonly data_from: Date | null;
  readonly data_to: Date | null;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly decision: ModelDecision;
  readonly kept_at: Date;
}

function toUse(row: UseRow): ModelUse {
  return {
    seq: Number(row.seq),
    city: row.city,
    model:
      row.model_city === null || row.version === null ? null : { city: row.model_city, version: row.version },
    since: row.since,
    by: row.by_whom,
    why: row.reason,
    rolledBack: row.rolled_back === null ? null : Number(row.rolled_back),
  };
}

function toRecord(row: ModelRow): ModelRecord {
  return {
    city: row.city,
    version: row.version,
    checksum: row.checksum,
    trainedAt: row.trained_at,
    dataFrom: row.data_from,
    dataTo: row.data_to,
    figures: row.figures,
    decision: row.decision,
    keptAt: row.kept_at,
  };
}
