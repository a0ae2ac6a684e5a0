import { z } from 'zod';

export const MAIL_STATES = ['queued', 'sending', 'sent', 'failed'] as const;
export type MailState = (typeof MAIL_STATES)[number];

const instant = z.iso.datetime();

export const mailSummarySchema = z
  .object({
    id: z.string(),
    city: z.string(),
    key: z.string().meta({ description: 'What the mail is about; unique in its city' }),
    to: z.object({ address: z.string(), name: z.string().nullable() }),
    subject: z.string(),
    state: z.enum(MAIL_STATES),
    attempts: z.number().int(),
    nextAttemptAt: instant.nullable().meta({ description: 'While it is queued' }),
    lastError: z.string().nullable(),
    messageId: z
      .string()
      .nullable()
      .meta({ description: 'RFC 5322 Message-ID, given with the first attempt' }),
    createdAt: instant,
    sentAt: instant.nullable(),
  })
  .meta({
    id: 'MailSummary',
    description: 'A mail that Bole wrote, without its text',
    examples: [
      {
        id: 'mail_0123456789abcdefghjk',
        city: '320500',
        key: 'invitation:inv_42',
        to: { address: 'lin@suzhou.example', name: '林' },
        subject: '邀请您加入伯乐 · You are invited to Bole',
        state: 'queued',
        attempts: 0,
        nextAttemptAt: '2026-11-21T01:30:00.000Z',
        lastError: null,
        messageId: null,
        createdAt: '2026-11-21T01:30:00.000Z',
        sentAt: null,
      },
    ],
  });
export type MailSummary = Readonly<z.infer<typeof mailSummarySchema>>;

export const mailSchema = mailSummarySchema
  .extend({ text: z.string(), html: z.string().nullable(), headers: z.record(z.string(), z.string()) })
  .meta({
    id: 'Mail',
    description:
      'A mail as it leaves. What makes its links work is left out (`#token=…`); of an invitation, only where mails are sent: elsewhere an administrator hands it on',
    examples: [],
  });
export type Mail = Readonly<z.infer<typeof mailSchema>>;

export const mailListSchema = z
  .object({ items: z.array(mailSummarySchema), next: z.string().nullable() })
  .meta({ id: 'MailList', description: 'Newest first', examples: [{ items: [], next: null }] });
export type MailList = Readonly<z.infer<typeof mailListSchema>>;

export const listMailsInputSchema = z.object({
  state: z.enum(MAIL_STATES).optional(),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type ListMailsInput = Readonly<z.infer<typeof listMailsInputSchema>>;
