import { type UnitOfWork } from '@bole/persistence';
import { z } from 'zod';
import { CHAIN_START, chainHash } from './audit-entry';
import { type AuditRow, toAuditEntry } from './store/audit.row';

const endSchema = z.object({ seq: z.number().int().nonnegative(), hash: z.string() });

export const auditCheckSchema = z
  .object({
    entries: z.number().int().nonnegative().meta({ description: 'How many were looked at for this answer' }),
    end: endSchema.meta({
      description:
        'Up to here all is as it was written. Kept elsewhere, it shows later whether the end was cut off or the whole written anew',
    }),
    next: endSchema.nullable().meta({
      description: 'Where to go on from, with its `seq` and `hash`; null: this is the end of the audit',
    }),
    broken: z
      .object({ seq: z.number().int().positive(), reason: z.enum(['missing', 'changed', 'end-differs']) })
      .nullable()
      .meta({ description: 'The first entry that is not as it was written; null when all are' }),
  })
  .meta({ id: 'AuditCheck' });
export type AuditCheck = Readonly<z.infer<typeof auditCheckSchema>>;

/** A place in the chain that an earlier check answered. */
export type AuditEnd = Readonly<z.infer<typeof endSchema>>;

type Queries = Pick<UnitOfWork, 'query'>;

const ROWS_AT_ONCE = 1_000;
const START: AuditEnd = { seq: 0, hash: CHAIN_START };

/**
 * Looks at up to `limit` entries of a city's audit, in order, behind `from`, which must itself still be as it was; from the
 * first, if there is none. Whoever goes on from each `next` until there is none has looked at all.
 */
export async function walkAudit(
  queries: Queries,
  city: string,
  { from = START, limit }: { readonly from?: AuditEnd | undefined; readonly limit: number },
): Promise<AuditCheck> {
  const lost = await faultAt(queries, city, from);
  if (lost !== null) return { entries: 0, end: START, next: null, broken: lost };
  let end = from;
  for (let entries = 0; ;) {
    // One more than are looked at tells whether there are more.
    const wanted = Math.min(ROWS_AT_ONCE, limit - entries);
    const rows = await after(queries, city, end.seq, wanted + 1);
    for (const row of rows.slice(0, wanted)) {
      const broken = fault(row, end);
      if (broken !== null) return { entries, end, next: null, broken };
      end = { seq: Number(row.seq), hash: row.hash };
      entries++;
    }
    const more = rows.length > wanted;
    if (!more || entries >= limit) return { entries, end, next: more ? end : null, broken: null };
  }
}

function after(queries: Queries, city: string, seq: number, limit: number): Promise<AuditRow[]> {
  return queries.query<AuditRow>(
    `select * from access.audit where city = $1 and seq > $2 order by seq limit $3`,
    [city, seq, limit],
  );
}

/** Whether the entry that somebody noted is still there, and the same. */
async function faultAt(
  queries: Queries,
  city: string,
  { seq, hash }: AuditEnd,
): Promise<AuditCheck['broken']> {
  if (seq === 0) return hash === CHAIN_START ? null : { seq: 1, reason: 'end-differs' };
  const [row] = await queries.query<AuditRow>(
    `select * from access.audit where city = $1 and seq <= $2 order by seq desc limit 1`,
    [city, seq],
  );
  if (row === undefined || Number(row.seq) !== seq)
    return { seq: Number(row?.seq ?? 0) + 1, reason: 'missing' };
  if (row.hash !== hash) return { seq, reason: 'end-differs' };
  return hash === chainHash(toAuditEntry(row), row.previous_hash) ? null : { seq, reason: 'changed' };
}

function fault(row: AuditRow, before: AuditEnd): AuditCheck['broken'] {
  const seq = before.seq + 1;
  if (Number(row.seq) !== seq) return { seq, reason: 'missing' };
  const whole = row.previous_hash === before.hash && row.hash === chainHash(toAuditEntry(row), before.hash);
  return whole ? null : { seq, reason: 'changed' };
}
