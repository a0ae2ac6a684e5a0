import { SUBMISSION_KINDS } from '@bole/platform';
import { z } from 'zod';
import { endpoint, idParam, instantField } from '../endpoint';
import { fieldProblemSchema } from '../openapi/shared-components';

const submission = z
  .object({
    eventId: z.string(),
    kind: z.enum(SUBMISSION_KINDS),
    acceptedAt: instantField,
    state: z.enum(['pending', 'recorded', 'outdated', 'parked', 'rejected']).meta({
      description:
        '`pending`: on its way. `recorded`: it was kept, or the very same was. `outdated`: a newer version of the record was kept before it came, so it changed nothing. `parked`: a signal that waits for a party that is not known yet. `rejected`: see `problems`. A record that an operator mends and replays is decided anew.',
    }),
    id: z.string().nullable().meta({ description: 'Of the profile or signal; null while it is pending.' }),
    problems: z
      .array(
        fieldProblemSchema
          .extend({
            message: z.string().meta({ description: 'The code in the language of the request.' }),
          })
          .meta({ id: 'SubmissionProblem' }),
      )
      .meta({
        description:
          'What is wrong with it where it is rejected; kept for 28 days. Without `value` for those who may not submit the like.',
      }),
    mend: z
      .object({ method: z.enum(['POST', 'PUT']), path: z.string() })
      .nullable()
      .meta({ description: 'Where to send it again, mended, when it is rejected.' }),
  })
  .meta({
    id: 'Submission',
    description: 'What became of a submission.',
    examples: [
      {
        eventId: '7d6b2c52-6c0f-4c43-9a15-3f4d7a0f1c11',
        kind: 'investor',
        acceptedAt: '2026-03-01T02:00:00.000Z',
        state: 'rejected',
        id: 'inv_0123456789abcdefghjk',
        problems: [
          {
            code: 'PROFILE_VERSION_REUSED',
            field: 'version',
            value: '5',
            expected: 'a version above 5, as the content differs from what came with that version',
            message: 'This version of the record holds something else',
          },
        ],
        mend: { method: 'POST', path: '/api/v1/investors' },
      },
    ],
  });

export const getSubmission = endpoint({
  id: 'getSubmission',
  method: 'GET',
  path: 'submissions/:eventId',
  tag: 'reference',
  access: 'signed-in',
  summary: 'What became of a submission',
  description:
    'Of an investor, a project, an edit or a signal that your city submitted over this API, by the `eventId` of the answer, for 60 days.',
  params: z.object({ eventId: idParam('7d6b2c52-6c0f-4c43-9a15-3f4d7a0f1c11') }),
  answers: { 200: { description: 'The submission.', schema: submission } },
  problems: [404],
});
