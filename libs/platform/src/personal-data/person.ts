/** What a person is known by at one investor. */
export interface PersonIdentity {
  readonly investorId: string;
  readonly name: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** Stands where something of an erased person stood. */
export const ERASED = '[erased]';
/** A name of one character would be found in every text. */
const LEAST_NAME = 2;

/** As e-mail addresses are compared. */
export function comparedEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** As phone numbers are compared: digits alone, without 00 and without the 86 of a Chinese mobile number. */
export function comparedPhone(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^(?:00)?(?:86(?=1\d{10}$))?/, '');
}

/** As names are compared: without differences of width, letter case and blanks. */
export function comparedName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/**
 * One person as one city knows it. The same person is whoever has the e-mail address or the phone number, or the name at the
 * same investor: who shares a mailbox or a name there is taken for one, because half an erasure is none.
 */
export class Person {
  private readonly contacts: readonly RegExp[];
  private readonly named: readonly RegExp[];

  constructor(
    /** GB/T 2260 code. */
    readonly city: string,
    readonly identity: PersonIdentity,
    /** Of the city's contacts that are this person. */
    readonly contactIds: readonly string[],
    /** What these contacts go by, for finding the person in texts. */
    readonly traces: readonly PersonIdentity[],
  ) {
    this.contacts = [
      ...this.emails.map((email) => new RegExp(`(?<![\\w.+-])${literal(email)}(?![\\w-]|\\.\\w)`, 'gi')),
      ...this.phones.map(
        (phone) =>
          new RegExp(`(?<!\\d)(?:\\+|00)?(?:86[\\s()-]*)?${[...phone].join('[\\s()-]*')}(?!\\d)`, 'g'),
      ),
    ];
    this.named = this.names.map((name) => new RegExp(literal(name), 'gi'));
  }

  get emails(): string[] {
    return distinct(this.traces.flatMap(({ email }) => (email === undefined ? [] : comparedEmail(email))));
  }

  get phones(): string[] {
    return distinct(this.traces.flatMap(({ phone }) => (phone === undefined ? [] : comparedPhone(phone))));
  }

  get names(): string[] {
    return distinct(this.traces.map(({ name }) => name.trim())).filter((name) => name.length >= LEAST_NAME);
  }

  get investorIds(): string[] {
    return distinct(this.traces.map(({ investorId }) => investorId));
  }

  /** Whether a contact, wherever it is found, is this person. */
  is(contact: PersonIdentity): boolean {
    const { email, phone, name, investorId } = this.identity;
    return (
      same(email, contact.email, comparedEmail) ||
      same(phone, contact.phone, comparedPhone) ||
      (investorId === contact.investorId && comparedName(name) === comparedName(contact.name))
    );
  }

  /**
   * A text without the person's e-mail addresses and phone numbers. Names go where these stood too, and in what is written
   * about the person's own investor; elsewhere the same name may be anybody's.
   */
  redact(text: string, aboutInvestor?: string | null): string {
    const cleared = this.contacts.reduce((rest, pattern) => rest.replace(pattern, ERASED), text);
    const own = aboutInvestor != null && this.investorIds.includes(aboutInvestor);
    if (cleared === text && !own) return text;
    return this.named.reduce((rest, pattern) => rest.replace(pattern, ERASED), cleared);
  }
}

function same(a: string | undefined, b: string | undefined, compared: (text: string) => string): boolean {
  return a !== undefined && b !== undefined && compared(a) === compared(b);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
