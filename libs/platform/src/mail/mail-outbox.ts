import { type Transaction } from '@bole/persistence';

/** A mail to one person, on behalf of a city. */
export interface OutgoingMail {
  /** GB/T 2260 code of the city that it is written for; its administrators can read the mail. */
  readonly city: string;
  /** What the mail is about, e.g. `invitation:inv_42`: a second mail of the same key and city is not written. */
  readonly key: string;
  readonly to: { readonly address: string; readonly name?: string };
  readonly subject: string;
  readonly text: string;
  /** The same as HTML, where there is such. */
  readonly html?: string;
  /** Further headers, e.g. `List-Unsubscribe`; not those that the mail has anyway. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * From whom the secrets of its links are kept, though they may read the mail: `always`, from everybody but the addressee;
   * `when-sent`, only where mails are sent at all. Where none are, an administrator hands the link on.
   */
  readonly secretLinks?: SecretLinks;
}

export type SecretLinks = 'always' | 'when-sent';

/** Where mails are written, to be sent after the transaction commits. libs/outreach keeps and sends them. */
export interface MailOutbox {
  /**
   * Writes the mail in the open transaction, which has to work for the mail's city; returns its id. Throws
   * InvalidInputError for an address that cannot be one, and for line breaks where a header would be injected.
   */
  put(transaction: Pick<Transaction, 'query'>, mail: OutgoingMail): Promise<string>;
}

export const MAIL_OUTBOX = Symbol('MailOutbox');
