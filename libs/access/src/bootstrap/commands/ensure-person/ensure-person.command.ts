import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { emailSchema } from '../../../email-address';
import { citySchema, languageSchema, lineSchema, roleSchema } from '../../../schemas';

export const ensurePersonSchema = z.object({
  email: emailSchema,
  name: lineSchema,
  language: languageSchema.default('zh'),
  memberships: z
    .array(z.object({ city: citySchema, role: roleSchema }))
    .min(1)
    .max(400),
});
export type EnsurePersonInput = Readonly<z.input<typeof ensurePersonSchema>>;

/**
 * Makes a person exist, without a password, with these roles in these cities; memberships elsewhere and the name of who is there
 * already stay. Resolves to the id. For the operator: needs the scope of all cities. Throws InvalidInputError.
 */
export class EnsurePersonCommand extends Command<{ readonly id: string }> {
  constructor(readonly input: EnsurePersonInput) {
    super();
  }
}
