import { auditCheckSchema, auditFilterSchema, auditListSchema, MOST_VERIFIED } from '@bole/access';
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
    'Walks the chain of hashes, from its start or from a place that an earlier answer gave, so many entries at most: a long audit is verified by asking again from `next` until it is null. An `end` that was noted elsewhere, given as `seq` and `hash`, shows whether the chain was cut off or written anew since.',
  query: z.object({
    seq: z.number().int().min(0).optional().meta({ description: 'Of `next` or `end` of the earlier check.' }),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')
      .optional()
      .meta({ description: 'Of `next` or `end` of the earlier check.' }),
    limit: z
      .number()
      .int()
      .min(1)
      .max(MOST_VERIFIED)
      .default(MOST_VERIFIED)
      .meta({ description: `How many entries at most, 1 to ${MOST_VERIFIED}.` }),
  }),
  answers: { 200: { description: 'What was found.', schema: auditCheckSchema } },
});
