import { signalFacts, signalReportedV1, sourceRef } from '@bole/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';

const { tenant: _ofTheCaller, ...example } = { tenant: '', ...signalReportedV1.golden };

export const signalSubmission = signalFacts.safeExtend(sourceRef.shape).meta({
  id: 'SignalSubmission',
  description:
    'What someone saw an investor do, online or offline. The same source and id is the same signal.',
  examples: [example],
});

export const submitSignal = endpoint({
  id: 'submitSignal',
  method: 'POST',
  path: 'signals',
  tag: 'signals',
  access: 'signals:write',
  summary: 'Submit a signal',
  body: signalSubmission,
  answers: {
    202: {
      description: 'Kept. A signal about parties that are not known yet waits for them.',
      schema: z.object({ eventId: z.string(), signalId: z.string() }).meta({ id: 'SubmittedSignal' }),
    },
  },
  idempotent: true,
});
