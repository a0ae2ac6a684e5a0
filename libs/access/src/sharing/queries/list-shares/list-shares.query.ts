import { Query } from '@nestjs/cqrs';
import { z } from 'zod';
import { pageSchema } from '../../../page';
import { type Principal } from '../../../principal';
import { type ShareList } from '../../share.schema';

export const shareFilterSchema = pageSchema.extend({
  personId: z.string().max(100).optional(),
  projectId: z.string().max(100).optional(),
});
export type ShareListFilter = Readonly<z.infer<typeof shareFilterSchema>>;

/** What the caller's city shares with its expert advisers. Throws InvalidInputError for a cursor of another list. */
export class ListSharesQuery extends Query<ShareList> {
  constructor(
    readonly by: Principal,
    readonly filter: ShareListFilter,
  ) {
    super();
  }
}
