import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { citySchema } from '../../../schemas';

export const beginSingleSignOnSchema = z
  .object({
    city: citySchema,
    returnTo: z
      .string()
      .max(1_000)
      .regex(/^\/(?![/\\])[^\\\p{Cc}]*$/u, 'a path of this site')
      .default('/')
      .meta({ description: 'the page to see after it' }),
  })
  .meta({ id: 'BeginSingleSignOn' });
export type BeginSingleSignOnInput = Readonly<z.infer<typeof beginSingleSignOnSchema>>;

export interface BegunSingleSignOn {
  /** At the provider. */
  readonly url: string;
  /**
   * For a cookie of ten minutes (HttpOnly, SameSite=Lax) of the browser that asked: only it can finish, so that nobody is signed in
   * to somebody else's account by a link.
   */
  readonly attempt: string;
}

/**
 * Begins a sign-on by the city's own provider. `redirectUri` is where the provider sends the person back to, as it is registered
 * there. Throws NotFoundError for a city without one, UnavailableError when its provider does not answer, TooManyRequestsError.
 */
export class BeginSingleSignOnCommand extends Command<BegunSingleSignOn> {
  constructor(
    readonly input: BeginSingleSignOnInput,
    readonly redirectUri: string,
  ) {
    super();
  }
}
