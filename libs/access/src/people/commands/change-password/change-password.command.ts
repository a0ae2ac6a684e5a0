import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';
import { passwordSchema } from '../../../schemas';

export const changePasswordSchema = z
  .object({
    present: passwordSchema.optional().meta({
      description: 'Needed by whoever has a password; the first one is set within 15 minutes of signing in.',
    }),
    password: passwordSchema.meta({ description: 'the new one' }),
  })
  .meta({ id: 'ChangePassword' });
export type ChangePasswordInput = Readonly<z.infer<typeof changePasswordSchema>>;

/** Whoever has no password yet sets one this soon after signing in, by a link or the city's own sign-on. */
export const FIRST_PASSWORD_MINUTES = 15;

/**
 * Changes or sets one's own password; every other session of the person ends. Throws InvalidInputError for a wrong present password
 * (`PASSWORD_WRONG`) and a new one that is too weak, ForbiddenError for a key and a first password long after signing in
 * (`SIGN_IN_TOO_OLD`), TooManyRequestsError.
 */
export class ChangePasswordCommand extends Command<void> {
  constructor(
    readonly by: Principal,
    readonly input: ChangePasswordInput,
  ) {
    super();
  }
}
