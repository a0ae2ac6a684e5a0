import { z } from 'zod';
import { defineEvent } from '../event-type';
import { shortText } from '../model/fields';
import { signalFacts } from '../model/signal';
import { TOPICS } from '../topics';

export const signalRecordedV1 = defineEvent({
  type: 'bole.signal.recorded.v1',
  topic: TOPICS.signals.name,
  summary: 'Bole took a signal in; both parties are named by Bole ids.',
  data: signalFacts.safeExtend({
    id: shortText,
    investor: z.object({ id: shortText }),
    project: z.object({ id: shortText }).optional(),
  }),
  key: (data) => data.id,
  golden: {
    id: 'sig_0123456789abcdefghjk',
    investor: { id: 'inv_0123456789abcdefghjk' },
    project: { id: 'prj_0123456789abcdefghjk' },
    kind: 'meeting-held',
    occurredAt: '2025-11-08T10:30:00+08:00',
    channel: '新能源博览会(示例)',
    durationMinutes: 35,
  },
});
