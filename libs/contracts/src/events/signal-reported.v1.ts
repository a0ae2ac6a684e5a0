import { defineEvent } from '../event-type';
import { sourceRef, tenant } from '../model/fields';
import { signalFacts } from '../model/signal';
import { TOPICS } from '../topics';

export const signalReportedV1 = defineEvent({
  type: 'bole.signal.reported.v1',
  topic: TOPICS.inboundSignals.name,
  summary:
    'Someone saw an investor do something. A signal never changes: the same source and id is the same signal.',
  data: signalFacts.safeExtend({ ...sourceRef.shape, tenant: tenant.optional() }),
  key: (data) => `${data.source}:${data.sourceId}`,
  golden: {
    source: 'fair-desk',
    sourceId: 'SIG-2025-1108-3',
    investor: { source: 'city-crm', sourceId: 'INV-0007' },
    project: { source: 'city-crm', sourceId: 'PRJ-0042' },
    kind: 'meeting-held',
    occurredAt: '2025-11-08T10:30:00+08:00',
    channel: '新能源博览会(示例)',
    durationMinutes: 35,
  },
});
