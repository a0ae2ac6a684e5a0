import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { emailSchema } from '../../../email-address';
import { type Origin } from '../../../principal';
import { citySchema, passwordSchema } from '../../../schemas';
import { type SignedIn } from '../../session/session';

export const signInSchema = z
  .object({
    email: emailSchema,
    password: passwordSchema,
    city: citySchema.optional().meta({ description: 'to act for; the one signed in to last unless given' }),
  })
  .meta({ id: 'SignIn' });
export type SignInInput = Readonly<z.infer<typeof signInSchema>>;

/**
 * Opens a session by address and password; that of `previousToken`, which the browser came with, ends. Throws UnauthenticatedError
 * (`SIGN_IN_REFUSED`, after the same work whether the address is known or not) and TooManyRequestsError (`SIGN_IN_LOCKED`).
 */
export class SignInCommand extends Command<SignedIn> {
  constructor(
    readonly input: SignInInput,
    readonly origin: Origin,
    readonly previousToken?: string,
  ) {
    super();
  }
}
