import { Query } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';
import { cursorSchema, instantSchema, limitSchema, nextSchema } from '../../../schemas';
import { auditEntrySchema } from '../../audit-entry';

/** Filters of the audit; all that are given must hold. `from` is included, `to` is not. */
export const auditFilterSchema = z.object({
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  actor: z.string().max(100).optional().meta({ description: 'id of a person or key' }),
  action: z.string().max(100).optional(),
  objectKind: z.string().max(100).optional(),
  objectId: z.string().max(300).optional(),
  limit: limitSchema,
  cursor: cursorSchema.optional(),
});
export type AuditFilter = Readonly<z.infer<typeof auditFilterSchema>>;

export const auditListSchema = z
  .object({ items: z.array(auditEntrySchema), next: nextSchema })
  .meta({ id: 'AuditList', description: 'Newest first' });
export type AuditList = Readonly<z.infer<typeof auditListSchema>>;

/** The audit of the caller's city, newest first. Throws InvalidInputError for a cursor of another list. */
export class ListAuditQuery extends Query<AuditList> {
  constructor(
    readonly by: Principal,
    readonly filter: AuditFilter,
  ) {
    super();
  }
}
