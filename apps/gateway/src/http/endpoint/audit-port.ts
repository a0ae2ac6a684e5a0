import { type Principal } from '@bole/access';
import { type AuditObject } from './endpoint';

/** Who did what to which thing, from where, before and after. */
export interface AuditRecord {
  /** The endpoint's id. */
  readonly action: string;
  readonly object: AuditObject;
  /** Undefined when nobody was signed in, e.g. at a sign-in. */
  readonly caller: Principal | undefined;
  readonly ip: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Keeps the record before it resolves; rejects when it cannot. */
export interface Audit {
  record(record: AuditRecord): Promise<void>;
}
export const AUDIT = Symbol('Audit');
