import { z } from 'zod';
import { instantSchema, keyScopeSchema } from '../schemas';

export const apiKeySchema = z
  .object({
    id: z
      .string()
      .meta({ description: 'Also the part of the key between its underscores', examples: ['7hq2mz4c'] }),
    label: z.string(),
    scopes: z.array(keyScopeSchema),
    perMinute: z.number().int().meta({ description: 'requests per minute' }),
    perDay: z.number().int().meta({ description: 'requests per UTC day' }),
    createdBy: z.object({ id: z.string(), name: z.string() }),
    createdAt: instantSchema,
    expiresAt: instantSchema,
    revokedAt: instantSchema.nullable(),
    formerSecretUntil: instantSchema
      .nullable()
      .meta({ description: 'after a rotation: until when the secret before still works' }),
    lastUsedAt: instantSchema.nullable().meta({ description: 'to within a minute' }),
    lastUsedIp: z.string().nullable(),
    today: z
      .number()
      .int()
      .meta({ description: 'requests this UTC day, counted up to a lot ahead by each gateway' }),
    revision: z.number().int(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = Readonly<z.infer<typeof apiKeySchema>>;

export const newApiKeySchema = z
  .object({
    key: apiKeySchema,
    secret: z.string().meta({
      description: 'The whole key; shown this once, for only its hash is kept',
      examples: ['bole_7hq2mz4c_k3yXampleOnlyOnlyOnlyOnlyOnlyOnlyOnlyOnlyO'],
    }),
  })
  .meta({ id: 'NewApiKey' });
export type NewApiKey = Readonly<z.infer<typeof newApiKeySchema>>;
