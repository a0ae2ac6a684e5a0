import { z } from 'zod';
import { defineEvent } from '../event-type';
import { shortText, tenant } from '../model/fields';
import { signalFacts } from '../model/signal';
import { TOPICS } from '../topics';

export const signalRecordedV1 = defineEvent({
  type: 'bole.signal.recorded.v1',
  topic: TOPICS.signals.name,
  summary: 'Bole took a signal in; both parties are named by Bole ids.',
  data: signalFacts.safeExtend({
    id: shortText,
    /** The city that it belongs to: the project's, or the one that it is about. */
    tenant,
    investor: z.object({ id: shortText }),
    project: z.object({ id: shortText }).optional(),
  }),
  key: (data) => data.id,
  golden: {
    id: 'sig_0123456789abcdefghjk',
    tenant: '320500',
    investor: { id: 'inv_0123456789abcdefghjk' },
    project: { id: 'prj_0123456789abcdefghjk' },
    kind: 'meeting-held',
    occurredAt: '2025-11-08T10:30:00+08:00',
    channel: '新能源博览会(示例)',
    durationMinutes: 35,
  },
});
