import { createHash } from 'node:crypto';
import { canonicalJson } from '@bole/kernel';
import { z } from 'zod';
import { citySchema, instantSchema } from '../schemas';

export const auditEntrySchema = z
  .object({
    city: citySchema,
    seq: z
      .number()
      .int()
      .positive()
      .meta({ description: 'counts the entries of a city from 1, without a gap' }),
    id: z.string(),
    at: instantSchema,
    actor: z.object({
      kind: z.enum(['person', 'key', 'house', 'nobody']),
      id: z.string(),
      name: z.string(),
    }),
    action: z.string(),
    object: z.object({ kind: z.string(), id: z.string() }),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    correlationId: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: 'AuditEntry', description: 'Who did what to which thing, from where, before and after' });

/** One line of the audit. `before` and `after` are null where there is none. */
export type AuditEntry = Readonly<z.infer<typeof auditEntrySchema>>;

/** Stands before the first entry of a city. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256 over the entry and the hash of the one before it, as canonical JSON: an entry that changes breaks its chain. */
export function chainHash(entry: AuditEntry, previousHash: string): string {
  return createHash('sha256').update(canonicalJson({ entry, previousHash })).digest('hex');
}
