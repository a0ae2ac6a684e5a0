import { z } from 'zod';
import { WEBHOOK_EVENTS } from './webhook-event';

/** Whoever asks; a Principal of libs/access is one. */
export interface OutreachCaller {
  readonly city: string;
  readonly id: string;
  readonly name: string;
}

const instant = z.iso.datetime();
const events = z
  .array(z.enum(WEBHOOK_EVENTS))
  .min(1)
  .max(WEBHOOK_EVENTS.length)
  .meta({ description: 'What the webhook is told of' });
const url = z
  .string()
  .min(1)
  .max(2_000)
  .meta({ description: 'https, in the public internet', examples: ['https://example.org/bole'] });

export const createWebhookSchema = z
  .object({ url, events })
  .meta({ id: 'CreateWebhook', examples: [{ url: 'https://example.org/bole', events: ['leads.changed'] }] });
export type NewWebhook = Readonly<z.infer<typeof createWebhookSchema>>;

export const updateWebhookSchema = z
  .object({ url: url.optional(), events: events.optional(), enabled: z.boolean().optional() })
  .meta({ id: 'UpdateWebhook', examples: [{ enabled: true }] });
export type WebhookChange = Readonly<z.infer<typeof updateWebhookSchema>>;

/** Why Bole itself ended a webhook. */
export const DISABLED_REASONS = ['WEBHOOK_GONE', 'WEBHOOK_FAILING', 'WEBHOOK_BACKLOG_FULL'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

const example = {
  id: 'whk_5b0b8e8c-6c4f-4b1e-9a55-2f3f9b0c7d10',
  url: 'https://example.org/bole',
  events: ['leads.changed' as const],
  enabled: true,
  disabledReason: null,
  failingSince: null,
  previousSecretUntil: null,
  createdBy: { id: 'per_42', name: '林' },
  createdAt: '2026-11-21T01:30:00.000Z',
  updatedAt: '2026-11-21T01:30:00.000Z',
  revision: 1,
};

export const webhookSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    events: z.array(z.enum(WEBHOOK_EVENTS)),
    enabled: z.boolean(),
    disabledReason: z
      .enum(DISABLED_REASONS)
      .nullable()
      .meta({ description: 'Why Bole disabled it; null when a person did, or nobody' }),
    failingSince: instant
      .nullable()
      .meta({ description: 'When the first of the failures began that no success has ended' }),
    previousSecretUntil: instant
      .nullable()
      .meta({ description: 'Until when the secret before this one signs, too' }),
    createdBy: z.object({ id: z.string(), name: z.string() }),
    createdAt: instant,
    updatedAt: instant,
    revision: z.number().int(),
  })
  .meta({ id: 'Webhook', examples: [example] });
export type Webhook = Readonly<z.infer<typeof webhookSchema>>;

export const webhookWithSecretSchema = z
  .object({
    webhook: webhookSchema,
    secret: z
      .string()
      .meta({ description: 'What deliveries are signed with (Standard Webhooks); shown this once' }),
  })
  .meta({
    id: 'WebhookWithSecret',
    examples: [{ webhook: example, secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' }],
  });
export type WebhookWithSecret = Readonly<z.infer<typeof webhookWithSecretSchema>>;

export const webhookListSchema = z.object({ items: z.array(webhookSchema) }).meta({
  id: 'WebhookList',
  description: 'All of a city, the oldest first',
  examples: [{ items: [example] }],
});
export type WebhookList = Readonly<z.infer<typeof webhookListSchema>>;

export const DELIVERY_STATES = ['queued', 'sending', 'delivered', 'failed'] as const;

export const deliverySchema = z
  .object({
    id: z.string().meta({ description: 'Sent as webhook-id, the same in all attempts' }),
    webhookId: z.string(),
    event: z.enum([...WEBHOOK_EVENTS, 'ping']),
    eventId: z.string(),
    state: z.enum(DELIVERY_STATES),
    attempts: z.number().int(),
    nextAttemptAt: instant.nullable().meta({ description: 'While it is queued' }),
    error: z.string().nullable().meta({ description: 'A code, of the last attempt' }),
    responseStatus: z.number().int().nullable(),
    responseBody: z.string().nullable().meta({ description: 'The first 1,024 bytes' }),
    createdAt: instant,
    attemptedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({
    id: 'Delivery',
    examples: [
      {
        id: 'dlv_0123456789abcdef01234567',
        webhookId: example.id,
        event: 'leads.changed',
        eventId: 'lead-change:7043/12',
        state: 'delivered',
        attempts: 2,
        nextAttemptAt: null,
        error: null,
        responseStatus: 204,
        responseBody: '',
        createdAt: '2026-11-21T01:30:00.000Z',
        attemptedAt: '2026-11-21T01:30:11.000Z',
        finishedAt: '2026-11-21T01:30:11.200Z',
      },
    ],
  });
export type Delivery = Readonly<z.infer<typeof deliverySchema>>;
export type DeliveryState = Delivery['state'];

export const deliveryListSchema = z
  .object({ items: z.array(deliverySchema), next: z.string().nullable() })
  .meta({ id: 'DeliveryList', description: 'Newest first', examples: [{ items: [], next: null }] });
export type DeliveryList = Readonly<z.infer<typeof deliveryListSchema>>;

export const listDeliveriesInputSchema = z.object({
  state: z.enum(DELIVERY_STATES).optional(),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type ListDeliveriesInput = Readonly<z.infer<typeof listDeliveriesInputSchema>>;
