import {
  apiKeyListSchema,
  apiKeySchema,
  createKeySchema,
  newApiKeySchema,
  rotateKeySchema,
} from '@bole/access';
import { z } from 'zod';
import { endpoint, idParam, pageCursor, pageLimit } from '../endpoint';

const params = z.object({ id: idParam('7hq2mz4c') });

export const createKey = endpoint({
  id: 'createKey',
  method: 'POST',
  path: 'keys',
  tag: 'keys',
  access: 'keys:manage',
  summary: 'Make an API key',
  description: 'The answer shows the whole key this once: only its hash is kept.',
  body: createKeySchema,
  example: {
    body: { label: '月报 (示例)', scopes: ['leads:read', 'insight:read'], expiresAt: '2027-06-30T00:00:00Z' },
  },
  answers: { 201: { description: 'The key.', schema: newApiKeySchema } },
});

export const listKeys = endpoint({
  id: 'listKeys',
  method: 'GET',
  path: 'keys',
  tag: 'keys',
  access: 'keys:manage',
  summary: 'The API keys of your city',
  query: z.object({ limit: pageLimit(50), cursor: pageCursor }),
  answers: { 200: { description: 'One page.', schema: apiKeyListSchema } },
});

export const getKey = endpoint({
  id: 'getKey',
  method: 'GET',
  path: 'keys/:id',
  tag: 'keys',
  access: 'keys:manage',
  summary: 'One API key: its scopes, and when it was used last',
  params,
  answers: { 200: { description: 'The key, without its secret.', schema: apiKeySchema } },
  problems: [404],
});

export const rotateKey = endpoint({
  id: 'rotateKey',
  method: 'POST',
  path: 'keys/:id/rotate',
  tag: 'keys',
  access: 'keys:manage',
  summary: 'Give an API key a new secret',
  description: 'The old one works on for `graceHours`, so that nothing stops while its users change over.',
  params,
  body: rotateKeySchema,
  example: { body: { graceHours: 24 } },
  answers: { 200: { description: 'The key, with its new secret.', schema: newApiKeySchema } },
  problems: [404, 409],
});

export const revokeKey = endpoint({
  id: 'revokeKey',
  method: 'DELETE',
  path: 'keys/:id',
  tag: 'keys',
  access: 'keys:manage',
  summary: 'End an API key for good',
  params,
  answers: { 204: { description: 'It does not work any more.' } },
  problems: [404],
});
