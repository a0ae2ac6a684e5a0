import { Query } from '@nestjs/cqrs';
import { type Consent, type KeptContact } from '../../contact';

export interface ContactCut {
  readonly investorId?: string | undefined;
  /** Part of a name or a role, or a whole e-mail address or phone number. */
  readonly q?: string | undefined;
  readonly consent?: Consent['status'] | undefined;
}

export interface ContactFilter extends ContactCut {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface ContactPage {
  readonly items: readonly KeptContact[];
  readonly next: string | null;
}

/** Contacts of the acting city by name, their addresses and numbers masked. Throws InvalidInputError for a foreign cursor. */
export class ListContactsQuery extends Query<ContactPage> {
  constructor(readonly filter: ContactFilter) {
    super();
  }
}
