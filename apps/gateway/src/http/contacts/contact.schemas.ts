import { contact, CONSENT, instant, longText, shortText } from '@bole/contracts';
import { ERASURE_REASONS } from '@bole/profiles';
import { z } from 'zod';
import { instantField, pageOf } from '../endpoint/page-fields';

const example = {
  name: '张(示例)',
  role: '投资总监',
  email: 'zhang@yuanhang.example',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  consent: { status: 'granted', purpose: '项目推荐邮件', at: '2025-11-08T09:00:00+08:00' },
} as const;

export const newContact = contact.meta({
  id: 'NewContact',
  description:
    'A person at an investor, whom this city alone knows. A consent that is granted has its purpose.',
  examples: [example],
});

export const contactChanges = z
  .object({
    name: contact.shape.name.optional(),
    role: contact.shape.role.unwrap().nullable().optional(),
    email: contact.shape.email.unwrap().nullable().optional(),
    phone: contact.shape.phone.unwrap().nullable().optional(),
    locale: contact.shape.locale.optional(),
    timeZone: contact.shape.timeZone.unwrap().nullable().optional(),
  })
  .meta({
    id: 'ContactChanges',
    description: 'What is to change; null takes a member away. The contact is the city’s own then.',
    examples: [{ role: '总经理', phone: null }],
  });

export const changedContact = z
  .object({ id: z.string(), revision: z.number().int().meta({ description: 'For If-Match.' }) })
  .meta({ id: 'ChangedContact' });

const kept = z.object({
  id: z.string(),
  investorId: z.string(),
  revision: z.number().int().meta({ description: 'Grows with every change; the ETag.' }),
  origin: z
    .enum(['feed', 'city'])
    .meta({ description: 'city: made or changed by its officers; no feed overwrites it.' }),
  updatedAt: instantField,
});

export const keptContact = kept.extend({ contact }).meta({ id: 'Contact' });

export const contactPage = pageOf(
  'ContactPage',
  kept
    .extend({ contact: contact.extend({ email: z.string().optional(), phone: z.string().optional() }) })
    .meta({
      id: 'MaskedContact',
      description: 'E-mail and phone are masked; one contact alone shows them.',
    }),
  'Contacts by name.',
);

export const statedConsent = z
  .object({
    status: z.enum(['granted', 'withdrawn']),
    purpose: shortText.optional().meta({ description: 'What it is for; a grant needs it.' }),
    at: instant.optional().meta({ description: 'When the person said so; now unless given.' }),
    proof: longText
      .max(2_000)
      .optional()
      .meta({ description: 'How and where the person said so, for whoever asks later.' }),
  })
  .meta({
    id: 'StatedConsent',
    examples: [{ status: 'withdrawn', at: '2026-05-04T15:00:00+08:00', proof: '电话中说明' }],
  });

const consent = z.object({
  status: z.enum(CONSENT),
  purpose: z.string().optional(),
  at: z.string().optional(),
  proof: z.string().optional(),
});

export const consentChanges = z
  .object({
    items: z.array(
      z.object({
        at: instantField,
        by: z.object({ kind: z.enum(['person', 'key', 'feed']), id: z.string(), name: z.string() }),
        before: consent.nullable(),
        after: consent,
      }),
    ),
  })
  .meta({ id: 'ConsentChanges', description: 'Oldest first.' });

export const personExport = z
  .object({
    city: z.string(),
    exportedAt: instantField,
    contactIds: z.array(z.string()).meta({ description: 'The city’s contacts that are this person.' }),
    sections: z.array(
      z.object({
        name: z.string().meta({ examples: ['contacts', 'signals', 'mails', 'audit'] }),
        items: z.array(z.record(z.string(), z.unknown())),
      }),
    ),
    copies: z
      .array(z.object({ topic: z.string(), keptDays: z.number().nullable() }))
      .meta({ description: 'Topics of the event log where copies lie, and for how many days at most.' }),
  })
  .meta({
    id: 'PersonExport',
    description: 'All that this city holds of the person (PIPL art. 45, GDPR art. 15).',
  });

export const erasureRequest = z
  .object({ reason: z.enum(ERASURE_REASONS) })
  .meta({ id: 'ErasureRequest', examples: [{ reason: 'asked-by-person' }] });

export const erasureReceipt = z
  .object({
    id: z.string(),
    contactIds: z.array(z.string()),
    reason: z.enum(ERASURE_REASONS),
    begunAt: instantField,
    finishedAt: instantField
      .nullable()
      .meta({ description: 'Null: it was cut off; ask for the erasure again, and it goes on.' }),
    removed: z
      .record(z.string(), z.number().int())
      .meta({ description: 'How many things of each kind were removed, or the person in them.' }),
    lastCopyGoneAt: instantField.nullable().meta({
      description: 'When the last copy leaves the event log, where its records cannot be changed.',
    }),
  })
  .meta({ id: 'ErasureReceipt', description: 'What is kept of an erasure: nothing of the person.' });

/** The audit can never be mended, so nothing of a person may get into it. */
const namesNobody = (text: string): boolean => !/[@＠]|\p{Cc}|\p{Cs}|\d(?:[\s()-]*\d){5}/u.test(text);

export const readPurpose = z
  .string()
  .min(1)
  .max(200)
  .refine(namesNobody, 'a purpose without addresses and numbers of people: it stays in the audit')
  .optional()
  .meta({ description: 'Why it is read; kept in the audit.', examples: ['安排签约'] });
