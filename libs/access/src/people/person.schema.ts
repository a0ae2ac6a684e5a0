import { z } from 'zod';
import { citySchema, instantSchema, languageSchema, nextSchema, roleSchema } from '../schemas';

export const memberSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    language: languageSchema,
    role: roleSchema,
    disabled: z.boolean(),
    joinedAt: instantSchema,
    lastSignedInAt: instantSchema.nullable().meta({ description: 'to this city' }),
    revision: z.number().int().meta({ description: 'of the membership' }),
  })
  .meta({ id: 'Member', description: 'A person of the city' });
export type Member = Readonly<z.infer<typeof memberSchema>>;

export const memberListSchema = z
  .object({ items: z.array(memberSchema), next: nextSchema })
  .meta({ id: 'MemberList', description: 'By address' });
export type MemberList = Readonly<z.infer<typeof memberListSchema>>;

export const invitationSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    role: roleSchema,
    language: languageSchema,
    invitedBy: z.string().meta({ description: 'id of a person' }),
    createdAt: instantSchema,
    expiresAt: instantSchema,
  })
  .meta({ id: 'Invitation' });
export type Invitation = Readonly<z.infer<typeof invitationSchema>>;

export const invitationListSchema = z
  .object({ items: z.array(invitationSchema), next: nextSchema })
  .meta({ id: 'InvitationList', description: 'Open invitations, newest first' });
export type InvitationList = Readonly<z.infer<typeof invitationListSchema>>;

export const offeredSchema = z
  .object({
    email: z.string(),
    city: z.object({ code: citySchema, zh: z.string(), en: z.string() }),
    role: roleSchema,
    hasPassword: z
      .boolean()
      .meta({ description: 'whether to ask for the present password, not for a name and a new one' }),
    expiresAt: instantSchema,
  })
  .meta({ id: 'OfferedInvitation', description: 'What an invitation offers to whom it was sent' });
export type OfferedInvitation = Readonly<z.infer<typeof offeredSchema>>;
