import { Query } from '@nestjs/cqrs';
import { type PersonalDataSection } from '@bole/platform';

/** All that one city holds of a person. */
export interface PersonExport {
  readonly city: string;
  readonly exportedAt: string;
  /** The contacts of the city that are this person. */
  readonly contactIds: readonly string[];
  readonly sections: readonly PersonalDataSection[];
  /** Topics of the event log where copies of the same lie, and for how long at most. */
  readonly copies: readonly { readonly topic: string; readonly keptDays: number | null }[];
}

/** Exports all that the acting city holds of the person that a contact is (PIPL art. 45, GDPR art. 15 and 20). Throws NotFoundError. */
export class ExportContactQuery extends Query<PersonExport> {
  constructor(
    readonly city: string,
    readonly id: string,
  ) {
    super();
  }
}
