import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';
import { passwordSchema } from '../../../schemas';

export const changePasswordSchema = z
  .object({ present: passwordSchema, password: passwordSchema.meta({ description: 'the new one' }) })
  .meta({ id: 'ChangePassword' });
export type ChangePasswordInput = Readonly<z.infer<typeof changePasswordSchema>>;

/**
 * Changes one's own password; every other session of the person ends. Throws InvalidInputError for a wrong present password
 * (`PASSWORD_WRONG`) and a new one that is too weak, ForbiddenError for a key, TooManyRequestsError.
 */
export class ChangePasswordCommand extends Command<void> {
  constructor(
    readonly by: Principal,
    readonly input: ChangePasswordInput,
  ) {
    super();
  }
}
