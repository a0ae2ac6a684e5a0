import { FUNDING_STAGES } from '@bole/contracts';
import { contentHash, InvalidInputError } from '@bole/kernel';
import { type Model, validateModel } from '@bole/matching';
import { z } from 'zod';

const curve = z.strictObject({
  points: z.array(z.tuple([z.number(), z.number()])),
  missing: z.number(),
});
const curves = z.record(z.string(), curve);

const pastEntry = z.strictObject({
  occurredAt: z.number(),
  project: z
    .strictObject({
      industry: z.string().optional(),
      place: z.strictObject({
        country: z.string().optional(),
        province: z.string().optional(),
        city: z.string().optional(),
        cluster: z.string().optional(),
      }),
      keywords: z.array(z.string()),
      logAge: z.number().optional(),
    })
    .optional(),
  stage: z.enum(FUNDING_STAGES).optional(),
  logAmount: z.number().optional(),
});

const modelDocument = z.strictObject({
  version: z.string(),
  base: z.number(),
  curves,
  backed: z.strictObject({ base: z.number(), curves }).optional(),
  background: z
    .strictObject({ entries: z.number().int().nonnegative(), sample: z.array(pastEntry) })
    .optional(),
});

/** Throws an InvalidInputError that names every fault. */
export function checkedModel(document: unknown): Model {
  const parsed = modelDocument.safeParse(document);
  if (!parsed.success)
    throw new InvalidInputError(
      parsed.error.issues.map(({ path, message }) => ({
        code: 'MODEL_MALFORMED',
        field: path.join('.') || 'model',
        expected: message,
      })),
    );
  const model = parsed.data as Model;
  validateModel(model);
  return model;
}

/** The first half of the SHA-256 of the model's canonical JSON, in hexadecimal. */
export function checksumOf(model: Model): string {
  return contentHash(model);
}
