import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Origin } from '../../../principal';
import { languageSchema, linkTokenSchema, passwordSchema, lineSchema } from '../../../schemas';
import { type SignedIn } from '../../../sign-in/session/session';

export const acceptInvitationSchema = z
  .object({
    token: linkTokenSchema,
    name: lineSchema.optional().meta({ description: 'needed unless the person has a password already' }),
    password: passwordSchema.meta({ description: 'a new one; the present one of who has one already' }),
    language: languageSchema.optional().meta({ description: 'that of the invitation unless given' }),
  })
  .meta({ id: 'AcceptInvitation' });
export type AcceptInvitationInput = Readonly<z.infer<typeof acceptInvitationSchema>>;

/**
 * Joins the city that invited, and signs in. Who is new sets a name and a password; who has a password gives it, and keeps it
 * and the name. Throws UnauthenticatedError for a link that does not hold and for a wrong present password, InvalidInputError for a
 * new password that is too weak, ConflictError (`PASSWORD_NEEDED_FIRST`) for a member of another city that has none, TooManyRequestsError.
 */
export class AcceptInvitationCommand extends Command<SignedIn> {
  constructor(
    readonly input: AcceptInvitationInput,
    readonly origin: Origin,
    readonly previousToken?: string,
  ) {
    super();
  }
}
