import { Query } from '@nestjs/cqrs';
import { type AuditCheck, type AuditEnd } from '../../audit-chain';

/** Most entries that are looked at for one answer. */
export const MOST_VERIFIED = 10_000;

/** Walks the hash chain of a city, from an end that an earlier answer gave or from the start, `limit` entries at most. */
export class VerifyAuditQuery extends Query<AuditCheck> {
  constructor(
    /** GB/T 2260 code. */
    readonly city: string,
    readonly from?: AuditEnd,
    readonly limit: number = MOST_VERIFIED,
  ) {
    super();
  }
}
