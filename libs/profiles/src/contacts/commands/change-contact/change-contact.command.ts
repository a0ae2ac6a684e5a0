import { Command } from '@nestjs/cqrs';
import { type Contact } from '@bole/contracts';
import { type ChangedContact } from '../add-contact/add-contact.command';

/** What is to change; null takes a member away. */
export type ContactChanges = {
  readonly [Name in 'name' | 'locale']?: Contact[Name] | undefined;
} & {
  readonly [Name in 'role' | 'email' | 'phone' | 'timeZone']?: Contact[Name] | null;
};

/**
 * Changes a contact, which is the city's own from then on. Consent has its own command. Throws NotFoundError,
 * PreconditionFailedError when it is at another revision, InvalidInputError, and ConflictError when it would become
 * somebody who was erased.
 */
export class ChangeContactCommand extends Command<ChangedContact> {
  constructor(
    readonly city: string,
    readonly id: string,
    readonly revision: number | undefined,
    readonly changes: ContactChanges,
  ) {
    super();
  }
}
