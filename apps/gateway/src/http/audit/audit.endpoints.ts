import { auditCheckSchema, auditFilterSchema, auditListSchema } from '@bole/access';
import { z } from 'zod';
import { endpoint, pageCursor, pageLimit } from '../endpoint';

export const listAudit = endpoint({
  id: 'listAudit',
  method: 'GET',
  path: 'audit',
  tag: 'audit',
  access: 'audit:read',
  summary: 'Who did what to which thing, from where',
  query: auditFilterSchema.extend({ limit: pageLimit(50), cursor: pageCursor }),
  answers: { 200: { description: 'One page, the newest first.', schema: auditListSchema } },
  example: { query: { action: 'key.created', limit: 3 } },
});

export const verifyAudit = endpoint({
  id: 'verifyAudit',
  method: 'GET',
  path: 'audit/verification',
  tag: 'audit',
  access: 'audit:read',
  summary: 'Whether every entry is as it was written',
  description:
    'Walks the chain of hashes. An end that an earlier check answered, noted elsewhere and given as `seq` and `hash`, shows whether the chain was cut off or written anew since.',
  query: z.object({
    seq: z.number().int().min(0).optional().meta({ description: '`end.seq` of the earlier check.' }),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')
      .optional()
      .meta({ description: '`end.hash` of the earlier check.' }),
  }),
  answers: { 200: { description: 'What was found.', schema: auditCheckSchema } },
});
