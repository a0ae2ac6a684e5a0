import {
  createWebhookSchema,
  deliveryListSchema,
  deliverySchema,
  listDeliveriesInputSchema,
  updateWebhookSchema,
  webhookListSchema,
  webhookSchema,
  webhookWithSecretSchema,
} from '@bole/outreach';
import { z } from 'zod';
import { endpoint, idParam, pageCursor, pageLimit } from '../endpoint';

const params = z.object({ id: idParam('whk_5b0b8e8c-6c4f-4b1e-9a55-2f3f9b0c7d10') });
const webhookOf = ({ params }: { params: { id: string } }) => ({ kind: 'webhook', id: params.id });

export const createWebhook = endpoint({
  id: 'createWebhook',
  method: 'POST',
  path: 'webhooks',
  tag: 'webhooks',
  access: 'webhooks:manage',
  summary: 'Be told of what happens in your city',
  description:
    'Deliveries are signed as Standard Webhooks say, with the secret that is shown this once. What fails is tried again, in order.',
  body: createWebhookSchema,
  answers: { 201: { description: 'The webhook, with its secret.', schema: webhookWithSecretSchema } },
  problems: [409],
  audit: {
    action: 'webhook.created',
    together: true,
    object: (_, { webhook }) => ({ kind: 'webhook', id: webhook.id }),
  },
});

export const listWebhooks = endpoint({
  id: 'listWebhooks',
  method: 'GET',
  path: 'webhooks',
  tag: 'webhooks',
  access: 'webhooks:manage',
  summary: 'The webhooks of your city',
  answers: { 200: { description: 'All of them.', schema: webhookListSchema } },
});

export const getWebhook = endpoint({
  id: 'getWebhook',
  method: 'GET',
  path: 'webhooks/:id',
  tag: 'webhooks',
  access: 'webhooks:manage',
  summary: 'One webhook',
  params,
  answers: { 200: { description: 'The webhook, without its secret.', schema: webhookSchema } },
  problems: [404],
});

export const changeWebhook = endpoint({
  id: 'changeWebhook',
  method: 'PATCH',
  path: 'webhooks/:id',
  tag: 'webhooks',
  access: 'webhooks:manage',
  summary: 'Change where a webhook goes, what it is told of, and whether',
  params,
  body: updateWebhookSchema,
  answers: { 200: { description: 'The webhook.', schema: webhookSchema } },
  problems: [404],
  ifMatch: 'required',
  audit: { action: 'webhook.changed', together: true, object: webhookOf },
});

export const deleteWebhook = endpoint({
  id: 'deleteWebhook',
  method: 'DELETE',
  path: 'webhooks/:id',
  tag: 'webhooks',
  access: 'webhooks:manage',
  summary: 'End a webhook, and with it its deliveries',
  params,
  answers: { 204: { description: 'It is gone.' } },
  problems: [404],
  ifMatch: 'optional',
  audit: { action: 'webhook.deleted', together: true, object: webhookOf },
});

export const rotateWebhookSecret = endpoint({
  id: 'rotateWebhookSecret',
  method: 'POST',
  path: 'webhooks/:id/rotate-secret',
  tag: 'webhooks',
  access: 'webhooks:manage',
  summary: 'Give a webhook a new secret',
  description: 'For 24 hours deliveries are signed with both, so that a receiver changes over without a gap.',
  params,
  answers: { 200: { description: 'The webhook, with its new secret.', schema: webhookWithSecretSchema } },
  problems: [404],
  ifMatch: 'optional',
  audit: { action: 'webhook.secret-rotated', together: true, object: webhookOf },
});

export const testWebhook = endpoint({
  id: 'testWebhook',
  method: 'POST',
  path: 'webhooks/:id/test',
  tag: 'webhooks',
  access: 'webhooks:manage',
  summary: 'Send a `ping`',
  description: 'Also to a webhook that is switched off. How it went is seen in the list of deliveries.',
  params,
  answers: { 202: { description: 'It is queued.', schema: deliverySchema } },
  problems: [404, 429],
  idempotent: true,
});

export const listDeliveries = endpoint({
  id: 'listDeliveries',
  method: 'GET',
  path: 'webhooks/:id/deliveries',
  tag: 'webhooks',
  access: 'webhooks:manage',
  summary: 'What a webhook was told, and how it answered',
  params,
  query: listDeliveriesInputSchema.extend({ limit: pageLimit(50), cursor: pageCursor }),
  answers: { 200: { description: 'One page, the newest first.', schema: deliveryListSchema } },
  problems: [404],
});

export const redeliver = endpoint({
  id: 'redeliver',
  method: 'POST',
  path: 'deliveries/:id/redeliver',
  tag: 'webhooks',
  access: 'webhooks:manage',
  summary: 'Make a delivery again, under the same webhook-id',
  params: z.object({ id: idParam('dlv_0123456789abcdef01234567') }),
  answers: { 202: { description: 'It is queued.', schema: deliverySchema } },
  problems: [404, 409],
  idempotent: true,
});
