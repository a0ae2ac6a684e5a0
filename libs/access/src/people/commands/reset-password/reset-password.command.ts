import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Origin } from '../../../principal';
import { linkTokenSchema, passwordSchema } from '../../../schemas';

export const resetPasswordSchema = z
  .object({ token: linkTokenSchema, password: passwordSchema })
  .meta({ id: 'ResetPassword' });
export type ResetPasswordInput = Readonly<z.infer<typeof resetPasswordSchema>>;

/**
 * Sets a new password by the link of a reset mail, once; ends all sessions and open links of the person, and lifts a lock. Throws
 * UnauthenticatedError for a link that does not hold, InvalidInputError for a password that is too weak.
 */
export class ResetPasswordCommand extends Command<void> {
  constructor(
    readonly input: ResetPasswordInput,
    readonly origin: Origin,
  ) {
    super();
  }
}
