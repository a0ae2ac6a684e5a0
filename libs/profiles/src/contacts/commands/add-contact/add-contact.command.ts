import { Command } from '@nestjs/cqrs';
import { type Contact } from '@bole/contracts';
import { type Author } from '../../contact';

export interface ChangedContact {
  readonly id: string;
  readonly revision: number;
}

/**
 * Adds a person at an investor, as the city's own: no feed overwrites it. Throws NotFoundError for an investor that is not
 * there, InvalidInputError, and ConflictError for somebody who was erased.
 */
export class AddContactCommand extends Command<ChangedContact> {
  constructor(
    readonly city: string,
    readonly by: Author,
    readonly investorId: string,
    readonly contact: Contact,
  ) {
    super();
  }
}
