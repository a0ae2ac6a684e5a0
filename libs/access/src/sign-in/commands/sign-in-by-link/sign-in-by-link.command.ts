import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Origin } from '../../../principal';
import { linkTokenSchema } from '../../../schemas';
import { type SignedIn } from '../../session/session';

export const signInByLinkSchema = z.object({ token: linkTokenSchema }).meta({ id: 'SignInByLink' });
export type SignInByLinkInput = Readonly<z.infer<typeof signInByLinkSchema>>;

/** Opens a session by a one-time link, once. Throws UnauthenticatedError for a link that does not hold. */
export class SignInByLinkCommand extends Command<SignedIn> {
  constructor(
    readonly input: SignInByLinkInput,
    readonly origin: Origin,
    readonly previousToken?: string,
  ) {
    super();
  }
}
