import { type Principal } from '@bole/access';
import { type AuditObject } from './endpoint';

/** Who did what to which thing, from where, before and after. */
export interface AuditRecord {
  /** Dotted, the thing first, e.g. `contact.read`. */
  readonly action: string;
  readonly object: AuditObject;
  readonly caller: Principal;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Keeps the record before it resolves; rejects when it cannot. */
export interface Audit {
  record(record: AuditRecord): Promise<void>;
  /** Runs a deed and the record of it so that the database keeps both, or neither; again from the start after a collision. */
  together<Result>(deed: () => Promise<Result>): Promise<Result>;
}
export const AUDIT = Symbol('Audit');
