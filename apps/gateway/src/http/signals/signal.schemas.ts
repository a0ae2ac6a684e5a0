import {
  FUNDING_STAGES,
  money,
  SIGNAL_KINDS,
  signalFacts,
  signalReportedV1,
  sourceRef,
} from '@bole/contracts';
import { z } from 'zod';
import { instantField, pageOf } from '../endpoint';
import { namedParty } from '../leads/lead.schemas';
import { bulkOf } from '../submission/submission.schemas';

const { tenant: _ofTheCaller, ...example } = { tenant: '', ...signalReportedV1.golden };

export const signalSubmission = signalFacts.safeExtend(sourceRef.shape).meta({
  id: 'SignalSubmission',
  description:
    'What someone saw an investor do, online or offline. The same source and id is the same signal.',
  examples: [example],
});

export const signalsBulk = bulkOf('SignalsBulk', 'SignalSubmission', 1_000, example);

export const keptSignal = z
  .object({
    id: z.string(),
    source: z.string(),
    sourceId: z.string(),
    kind: z.enum(SIGNAL_KINDS),
    medium: z.enum(['online', 'offline']),
    occurredAt: instantField,
    receivedAt: instantField,
    investor: namedParty,
    project: namedParty.nullable().meta({ description: 'Null for a signal towards the city as a whole.' }),
    city: z.string().optional(),
    channel: z.string().optional(),
    durationMinutes: z.number().optional(),
    answer: z.enum(['interested', 'not-now', 'not-for-us', 'question', 'meeting']).optional(),
    fundingStage: z.enum(FUNDING_STAGES).optional(),
    amount: money.optional(),
    note: z.string().optional(),
  })
  .meta({ id: 'Signal', description: 'What an investor did. A signal never changes.' });

export const signalPage = pageOf('SignalPage', keptSignal, 'Signals of your city, by when they happened.');
