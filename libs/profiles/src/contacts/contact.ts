import { type Contact } from '@bole/contracts';
import { comparedEmail, comparedPhone } from '@bole/platform';

export type Consent = Contact['consent'];

/** A contact as Bole keeps it. */
export interface KeptContact {
  readonly id: string;
  readonly investorId: string;
  /** Grows with every change. */
  readonly revision: number;
  /** `city`: made or changed by its officers, so that no feed overwrites it. */
  readonly origin: 'feed' | 'city';
  readonly contact: Contact;
  readonly updatedAt: string;
}

/** Who acts for a city: a person who is signed in, or one of its API keys. */
export interface Author {
  readonly kind: 'person' | 'key';
  readonly id: string;
  readonly name: string;
}

/** A row of intake.contact. */
export interface ContactRow {
  readonly id: string;
  readonly investor_id: string;
  readonly city: string;
  readonly record_ref: string | null;
  readonly place: number | null;
  readonly contact: Contact;
  readonly origin: 'feed' | 'city';
  readonly revision: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly updated_at: Date;
}

export function toKeptContact(row: ContactRow): KeptContact {
  return {
    id: row.id,
    investorId: row.investor_id,
    revision: Number(row.revision),
    origin: row.origin,
    contact: row.contact,
    updatedAt: row.updated_at.toISOString(),
  };
}

/** What a contact's address and number are found by. */
export function comparedColumns({ email, phone }: Contact): { email: string | null; phone: string | null } {
  return {
    email: email === undefined ? null : comparedEmail(email),
    phone: phone === undefined ? null : comparedPhone(phone),
  };
}

/** As a list shows it: whom one would write to, without how. */
export function masked(contact: Contact): Contact {
  return {
    ...contact,
    ...(contact.email === undefined ? {} : { email: maskedEmail(contact.email) }),
    ...(contact.phone === undefined ? {} : { phone: `***${contact.phone.replace(/\D/g, '').slice(-2)}` }),
  };
}

function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}
