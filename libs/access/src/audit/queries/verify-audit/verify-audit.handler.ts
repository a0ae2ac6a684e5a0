import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type AuditCheck, walkAudit } from '../../audit-chain';
import { VerifyAuditQuery } from './verify-audit.query';

@QueryHandler(VerifyAuditQuery)
export class VerifyAuditHandler implements IQueryHandler<VerifyAuditQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  execute({ city, from, limit }: VerifyAuditQuery): Promise<AuditCheck> {
    return walkAudit(this.unitOfWork, city, { from, limit });
  }
}
