import { Query } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';

const endSchema = z.object({ seq: z.number().int().nonnegative(), hash: z.string() });

export const auditCheckSchema = z
  .object({
    entries: z.number().int().nonnegative(),
    end: endSchema.meta({
      description:
        'The last entry. Kept elsewhere, it shows later whether the end was cut off or the whole written anew',
    }),
    broken: z
      .object({ seq: z.number().int().positive(), reason: z.enum(['missing', 'changed', 'end-differs']) })
      .nullable()
      .meta({ description: 'The first entry that is not as it was written; null when all are' }),
  })
  .meta({ id: 'AuditCheck' });
export type AuditCheck = Readonly<z.infer<typeof auditCheckSchema>>;

/** An end that an earlier check answered. */
export type AuditEnd = Readonly<z.infer<typeof endSchema>>;

/** Walks the hash chain of the caller's city, and holds it against an end that was noted earlier, where one is given. */
export class VerifyAuditQuery extends Query<AuditCheck> {
  constructor(
    readonly by: Principal,
    readonly noted?: AuditEnd,
  ) {
    super();
  }
}
