import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';
import { instantSchema, keyScopeSchema, lineSchema } from '../../../schemas';
import { type NewApiKey } from '../../key.schema';

export const KEY_LONGEST_DAYS = 366;

export const createKeySchema = z
  .object({
    label: lineSchema,
    scopes: z.array(keyScopeSchema).min(1).max(50).meta({ description: 'no more than the creator may do' }),
    expiresAt: instantSchema.meta({ description: `at most ${KEY_LONGEST_DAYS} days from now` }),
    perMinute: z.number().int().min(1).max(60_000).default(600),
    perDay: z.number().int().min(1).max(10_000_000).default(100_000),
  })
  .meta({ id: 'CreateKey' });
export type CreateKeyInput = Readonly<z.infer<typeof createKeySchema>>;

/** Makes an API key for the caller's city. Throws InvalidInputError for scopes that the caller lacks and for an end too far off. */
export class CreateKeyCommand extends Command<NewApiKey> {
  constructor(
    readonly by: Principal,
    readonly input: CreateKeyInput,
  ) {
    super();
  }
}
