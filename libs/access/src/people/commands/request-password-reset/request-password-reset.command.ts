import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { emailSchema } from '../../../email-address';
import { type Origin } from '../../../principal';

export const RESET_MINUTES = 60;

export const requestPasswordResetSchema = z
  .object({ email: emailSchema })
  .meta({ id: 'RequestPasswordReset' });
export type RequestPasswordResetInput = Readonly<z.infer<typeof requestPasswordResetSchema>>;

/**
 * Sends a link for a new password to the address, if Bole knows it: the answer is the same either way, and as late. Throws
 * TooManyRequestsError by how often it was asked for, known or not.
 */
export class RequestPasswordResetCommand extends Command<void> {
  constructor(
    readonly input: RequestPasswordResetInput,
    readonly origin: Origin,
  ) {
    super();
  }
}
