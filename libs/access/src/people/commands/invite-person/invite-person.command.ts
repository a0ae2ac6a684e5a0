import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { emailSchema } from '../../../email-address';
import { type Principal } from '../../../principal';
import { languageSchema, roleSchema } from '../../../schemas';
import { type Invitation } from '../../person.schema';

export const INVITATION_DAYS = 7;

export const invitePersonSchema = z
  .object({
    email: emailSchema,
    role: roleSchema,
    language: languageSchema.default('zh').meta({ description: 'of the mail' }),
  })
  .meta({ id: 'InvitePerson' });
export type InvitePersonInput = Readonly<z.infer<typeof invitePersonSchema>>;

/**
 * Invites somebody into the caller's city, by a mail with a link that holds for seven days; an earlier open invitation of the
 * same address ends. Throws ConflictError for who is a member already. Whether Bole knows the address otherwise is not told.
 */
export class InvitePersonCommand extends Command<Invitation> {
  constructor(
    readonly by: Principal,
    readonly input: InvitePersonInput,
  ) {
    super();
  }
}
