import { SIGNAL_KINDS } from '@bole/contracts';
import { SIGNAL_SORTS } from '@bole/signals';
import { z } from 'zod';
import { endpoint, idParam, pageCursor, pageLimit } from '../endpoint';
import { SAMPLE_INVESTOR_ID, SAMPLE_PROJECT_ID } from '../sample-ids';
import { BULK_BYTES, submittedSignal, submittedSignals, WAITING } from '../submission/submission.schemas';
import { keptSignal, signalPage, signalsBulk, signalSubmission } from './signal.schemas';

export const submitSignal = endpoint({
  id: 'submitSignal',
  method: 'POST',
  path: 'signals',
  tag: 'signals',
  access: 'signals:write',
  summary: 'Submit a signal',
  description: `One about parties that are not known yet waits for them. ${WAITING}`,
  body: signalSubmission,
  answers: {
    200: { description: 'What became of it is known.', schema: submittedSignal },
    202: { description: 'Taken, and on its way.', schema: submittedSignal },
  },
  prefersWait: true,
  idempotent: true,
  audit: {
    action: 'signal.submitted',
    object: (_input, answer) => ({ kind: 'signal', id: answer.signalId }),
  },
});

export const submitSignals = endpoint({
  id: 'submitSignals',
  method: 'POST',
  path: 'signals/bulk',
  tag: 'signals',
  access: 'signals:write',
  summary: 'Submit up to 1,000 signals',
  body: signalsBulk,
  bodyBytes: BULK_BYTES,
  ndjson: true,
  answers: { 202: { description: 'What is right is taken, and on its way.', schema: submittedSignals } },
  idempotent: true,
  audit: { action: 'signal.submitted-in-bulk', object: () => ({ kind: 'signal', id: 'bulk' }) },
});

const instant = (description: string) =>
  z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description, examples: ['2026-01-01T00:00:00+08:00'] });

/** What signals are cut by, in the list and in the export, besides their time. */
export const signalCuts = {
  investor: idParam(SAMPLE_INVESTOR_ID).optional(),
  project: idParam(SAMPLE_PROJECT_ID).optional(),
  kind: z
    .array(z.enum(SIGNAL_KINDS))
    .max(SIGNAL_KINDS.length)
    .optional()
    .meta({ description: 'Any of these.', examples: [['meeting-held', 'site-visit']] }),
  medium: z.enum(['online', 'offline']).optional(),
};

export const listSignals = endpoint({
  id: 'listSignals',
  method: 'GET',
  path: 'signals',
  tag: 'signals',
  access: 'signals:read',
  summary: 'The signals of your city',
  query: z.object({
    ...signalCuts,
    from: instant('Happened at this instant or later.'),
    to: instant('Happened before this instant.'),
    sort: z
      .enum(SIGNAL_SORTS)
      .default('-occurredAt')
      .meta({ description: 'The latest first, or the earliest.' }),
    limit: pageLimit(50),
    cursor: pageCursor,
  }),
  answers: { 200: { description: 'One page.', schema: signalPage } },
  example: { query: { limit: 3, medium: 'offline' } },
});

export const getSignal = endpoint({
  id: 'getSignal',
  method: 'GET',
  path: 'signals/:id',
  tag: 'signals',
  access: 'signals:read',
  summary: 'One signal',
  params: z.object({ id: idParam('sig_0123456789abcdefghjk') }),
  answers: { 200: { description: 'The signal.', schema: keptSignal } },
  problems: [404],
});
