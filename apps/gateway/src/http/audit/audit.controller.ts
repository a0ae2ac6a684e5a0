import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  type AuditCheck,
  type AuditEnd,
  type AuditList,
  ListAuditQuery,
  type Principal,
  VerifyAuditQuery,
} from '@bole/access';
import { InvalidInputError } from '@bole/kernel';
import { Caller, Endpoint, Input, type InputOf } from '../endpoint';
import { listAudit, verifyAudit } from './audit.endpoints';

/** The audit of the caller's city. */
@Controller()
export class AuditController {
  constructor(private readonly queries: QueryBus) {}

  @Endpoint(listAudit)
  list(@Input() { query }: InputOf<typeof listAudit>, @Caller() caller: Principal): Promise<AuditList> {
    return this.queries.execute(new ListAuditQuery(caller, query));
  }

  @Endpoint(verifyAudit)
  verify(@Input() { query }: InputOf<typeof verifyAudit>, @Caller() caller: Principal): Promise<AuditCheck> {
    return this.queries.execute(new VerifyAuditQuery(caller.city, endOf(query), query.limit));
  }
}

function endOf({ seq, hash }: InputOf<typeof verifyAudit>['query']): AuditEnd | undefined {
  if (seq === undefined && hash === undefined) return undefined;
  if (seq !== undefined && hash !== undefined) return { seq, hash };
  const field = seq === undefined ? 'seq' : 'hash';
  throw new InvalidInputError([
    { code: 'FIELD_MISSING', field, expected: 'seq and hash of an earlier check, both or neither' },
  ]);
}
