import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';
import { citySchema } from '../../../schemas';
import { type SignedIn } from '../../session/session';

export const switchCitySchema = z.object({ city: citySchema }).meta({ id: 'SwitchCity' });
export type SwitchCityInput = Readonly<z.infer<typeof switchCitySchema>>;

/**
 * Lets the session act for another city of the person, under a new token; its end stays. Throws ForbiddenError for a city that the
 * person is no member of, for a session by single sign-on (a city's provider vouches for that city alone) and for a key.
 */
export class SwitchCityCommand extends Command<SignedIn> {
  constructor(
    readonly by: Principal,
    readonly input: SwitchCityInput,
  ) {
    super();
  }
}
