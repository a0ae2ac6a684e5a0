import { z } from 'zod';
import { fieldProblemSchema } from '../openapi/shared-components';

export const WAITING =
  'With `Prefer: wait=n` (RFC 7240, 10 seconds at most) it waits for what becomes of it: 200 when that is known, 422 when it is rejected, 202 when it takes longer.';

const eventId = z
  .string()
  .meta({ description: 'Carries the submission: `getSubmission` says by it what became of it.' });

export const submitted = z
  .object({
    eventId,
    profileId: z.string().meta({ description: 'The profile’s id in Bole.' }),
    outcome: z.enum(['recorded', 'outdated', 'pending']).meta({
      description: '`outdated`: a newer version of the record is kept. `pending`: on its way.',
    }),
  })
  .meta({ id: 'Submitted', description: 'Taken; it will be read, matched and ranked.' });

export const submittedSignal = z
  .object({
    eventId,
    signalId: z.string(),
    outcome: z.enum(['recorded', 'parked', 'pending']).meta({
      description: '`parked`: it waits for a party that is not known yet. `pending`: on its way.',
    }),
  })
  .meta({ id: 'SubmittedSignal', description: 'Taken.' });

const refused = z.object({ accepted: z.literal(false), problems: z.array(fieldProblemSchema) });

const results = <Taken extends z.ZodObject>(id: string, taken: Taken) =>
  z
    .object({
      accepted: z.number().int(),
      refused: z.number().int(),
      items: z
        .array(z.discriminatedUnion('accepted', [taken, refused]))
        .meta({ description: 'One for each that was sent, in order.' }),
    })
    .meta({ id, description: 'What is right is taken though others are wrong.' });

export const submittedProfiles = results(
  'SubmittedProfiles',
  z.object({ accepted: z.literal(true), eventId, profileId: z.string() }),
);

export const submittedSignals = results(
  'SubmittedSignals',
  z.object({ accepted: z.literal(true), eventId, signalId: z.string() }),
);

/** Up to `most` items, each checked by itself. */
export const bulkOf = (id: string, of: string, most: number, example: unknown) =>
  z
    .object({
      items: z
        .array(z.unknown().meta({ description: `A ${of}.` }))
        .min(1)
        .max(most),
    })
    .meta({
      id,
      description: `Up to ${most}, as JSON or as NDJSON, a line each. Each is checked by itself.`,
      examples: [{ items: [example] }],
    });

export const BULK_BYTES = 8 * 1_048_576;
