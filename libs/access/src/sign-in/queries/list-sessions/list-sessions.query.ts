import { Query } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';
import { citySchema, instantSchema } from '../../../schemas';

export const sessionListSchema = z
  .object({
    items: z.array(
      z
        .object({
          id: z.string(),
          city: citySchema,
          means: z.enum(['password', 'link', 'invitation', 'single-sign-on']),
          createdAt: instantSchema,
          lastSeenAt: instantSchema.meta({ description: 'to within a minute' }),
          expiresAt: instantSchema,
          ip: z.string().nullable(),
          userAgent: z.string().nullable(),
          present: z.boolean().meta({ description: 'the one that asks' }),
        })
        .meta({ id: 'Session' }),
    ),
  })
  .meta({ id: 'SessionList', description: 'One’s own sessions that are not over, the latest used first' });
export type SessionList = Readonly<z.infer<typeof sessionListSchema>>;

/** The caller's own sessions; of a session by single sign-on, those of its city. Throws ForbiddenError for a key. */
export class ListSessionsQuery extends Query<SessionList> {
  constructor(readonly by: Principal) {
    super();
  }
}
