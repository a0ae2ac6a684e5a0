import { Query } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';
import { citySchema, languageSchema, permissionSchema, roleSchema } from '../../../schemas';

export const callerSchema = z
  .object({
    kind: z.enum(['person', 'key']),
    id: z.string(),
    name: z.string(),
    email: z.string().nullable().meta({ description: 'of a person' }),
    language: languageSchema.nullable().meta({ description: 'of a person' }),
    city: z.object({ code: citySchema, zh: z.string(), en: z.string() }),
    role: roleSchema.nullable().meta({ description: 'null for a key' }),
    permissions: z.array(permissionSchema),
    cities: z
      .array(z.object({ city: citySchema, role: roleSchema, zh: z.string(), en: z.string() }))
      .meta({ description: 'of a person: all cities that it belongs to' }),
    csrfToken: z
      .string()
      .nullable()
      .meta({ description: 'of a person: send it in x-csrf-token with every change' }),
  })
  .meta({ id: 'Caller', description: 'Whoever asks' });
export type CallerDescription = Readonly<z.infer<typeof callerSchema>>;

/** Who the caller is and what it may do. */
export class DescribeCallerQuery extends Query<CallerDescription> {
  constructor(readonly by: Principal) {
    super();
  }
}
