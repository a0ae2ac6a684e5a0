import { Inject, Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '@bole/access';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type Audit, type AuditRecord } from './endpoint';

/** Keeps what endpoints leave in the audit of the caller's city. */
@Injectable()
export class TrailAudit implements Audit {
  constructor(
    private readonly trail: AuditTrail,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
  ) {}

  async record({ caller, ...deed }: AuditRecord): Promise<void> {
    await this.unitOfWork.run((transaction) =>
      this.trail.record(transaction, actorOf(caller), { city: caller.city, ...deed }),
    );
  }

  together<Result>(deed: () => Promise<Result>): Promise<Result> {
    return this.unitOfWork.join(deed);
  }
}
