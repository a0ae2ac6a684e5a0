import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';
import { type NewApiKey } from '../../key.schema';

export const GRACE_LONGEST_HOURS = 7 * 24;

export const rotateKeySchema = z
  .object({
    graceHours: z
      .number()
      .min(0)
      .max(GRACE_LONGEST_HOURS)
      .default(24)
      .meta({ description: 'for how long the old secret still works' }),
  })
  .meta({ id: 'RotateKey' });
export type RotateKeyInput = Readonly<z.infer<typeof rotateKeySchema>>;

/**
 * Gives a key a new secret; the old one works on through the grace, so that nothing stops while its users change over. A
 * rotation within the grace ends the secret before the old one. Throws NotFoundError, and ConflictError for a key that is revoked.
 */
export class RotateKeyCommand extends Command<NewApiKey> {
  constructor(
    readonly by: Principal,
    readonly id: string,
    readonly input: RotateKeyInput,
  ) {
    super();
  }
}
