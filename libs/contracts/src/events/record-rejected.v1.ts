import { z } from 'zod';
import { defineEvent } from '../event-type';
import { instant, shortText } from '../model/fields';
import { MAX_RECORD_BYTES, TOPICS } from '../topics';

const problem = z.object({
  code: z.string(),
  field: z.string(),
  value: z.string().optional(),
  expected: z.string(),
});

export const recordRejectedV1 = defineEvent({
  type: 'bole.record.rejected.v1',
  topic: TOPICS.rejected.name,
  summary:
    'A record could not be taken. It carries the reason and the original bytes, so that it can be mended and replayed.',
  data: z.object({
    id: shortText,
    /** The service that would not take it. */
    service: shortText,
    topic: shortText,
    partition: z.number().int().nonnegative(),
    position: z.string(),
    rejectedAt: instant,
    problems: z.array(problem).min(1),
    /** Original key, value and headers as base64; null where the record had none. */
    original: z.object({
      key: z.base64().nullable(),
      value: z.base64().nullable(),
      headers: z.record(z.string(), z.base64()),
    }),
  }),
  key: (data) => data.id,
  maxValueBytes: MAX_RECORD_BYTES,
  golden: {
    id: 'rej_0123456789abcdefghjk',
    service: 'ingest',
    topic: 'inbound.projects',
    partition: 3,
    position: '41',
    rejectedAt: '2025-11-22T00:00:00Z',
    problems: [
      { code: 'FIELD_INVALID', field: 'profile.land.areaMu', value: '-5', expected: 'a number above 0' },
    ],
    original: { key: 'Y2l0eQ==', value: 'e30=', headers: { ce_id: 'MQ==' } },
  },
});
