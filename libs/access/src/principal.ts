import { type ActingScope } from '@bole/persistence';
import { type Permission, type Role } from './permission';

/** Where a request comes from, as the audit keeps it. */
export interface Origin {
  readonly ip?: string;
  readonly userAgent?: string;
}

/** How much may still be asked in the present window, for the RateLimit headers. */
export interface RateLimitState {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window begins anew. */
  readonly resetSeconds: number;
}

/** Whoever asks: a person signed in for one city, or a city's API key. */
export interface Principal {
  readonly kind: 'person' | 'key';
  /** Of the person or the key. */
  readonly id: string;
  /** For people to read, e.g. in the audit: a person's name, a key's label. */
  readonly name: string;
  /** GB/T 2260 code of the city that it acts for. */
  readonly city: string;
  /** Undefined for a key. */
  readonly role: Role | undefined;
  readonly permissions: ReadonlySet<Permission>;
  /** What the database lets it see. */
  readonly scope: ActingScope;
  /** Of a person: the session, and the token that a change has to bring along in `x-csrf-token`. */
  readonly session?: { readonly id: string; readonly csrfToken: string };
  /** Of a key: requests in this minute. */
  readonly rateLimit?: RateLimitState;
  /** Of a key: requests in this UTC day. */
  readonly quota?: RateLimitState;
  readonly origin?: Origin;
}
