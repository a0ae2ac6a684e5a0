import { z } from 'zod';
import { defineEvent } from '../event-type';
import { instant, shortText } from '../model/fields';
import { WORK } from '../model/work';
import { TOPICS } from '../topics';

export const workRequestedV1 = defineEvent({
  type: 'bole.work.requested.v1',
  topic: TOPICS.requests.name,
  summary:
    'An operator asks the services for a piece of background work; its progress is kept under the same id.',
  data: z.object({ id: shortText, work: z.enum(WORK), asOf: instant.optional() }),
  key: (data) => data.work,
  golden: { id: 'job_0123456789abcdefghjk', work: 'rematch', asOf: '2012-01-01T00:00:00Z' },
});
