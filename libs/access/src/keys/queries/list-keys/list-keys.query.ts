import { Query } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';
import { nextSchema } from '../../../schemas';
import { type Page } from '../../../page';
import { apiKeySchema } from '../../key.schema';

export const apiKeyListSchema = z
  .object({ items: z.array(apiKeySchema), next: nextSchema })
  .meta({ id: 'ApiKeyList', description: 'Newest first; revoked and expired ones are in it' });
export type ApiKeyList = Readonly<z.infer<typeof apiKeyListSchema>>;

/** The API keys of the caller's city. Throws InvalidInputError for a cursor of another list. */
export class ListKeysQuery extends Query<ApiKeyList> {
  constructor(
    readonly by: Principal,
    readonly page: Page,
  ) {
    super();
  }
}
