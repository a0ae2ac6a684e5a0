import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CHAIN_START, chainHash } from '../../audit-entry';
import { type AuditRow, toAuditEntry } from '../../store/audit.row';
import { type AuditCheck, type AuditEnd, VerifyAuditQuery } from './verify-audit.query';

const ROWS_AT_ONCE = 1_000;

@QueryHandler(VerifyAuditQuery)
export class VerifyAuditHandler implements IQueryHandler<VerifyAuditQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ by, noted }: VerifyAuditQuery): Promise<AuditCheck> {
    let end: AuditEnd = { seq: 0, hash: CHAIN_START };
    for (;;) {
      const rows = await this.after(by.city, end.seq);
      for (const row of rows) {
        const broken = fault(row, end);
        if (broken !== undefined) return { entries: end.seq, end, broken };
        end = { seq: Number(row.seq), hash: row.hash };
        if (noted?.seq === end.seq && noted.hash !== end.hash)
          return { entries: end.seq, end, broken: { seq: end.seq, reason: 'end-differs' } };
      }
      if (rows.length < ROWS_AT_ONCE) break;
    }
    const cut = noted !== undefined && noted.seq > end.seq;
    return {
      entries: end.seq,
      end,
      broken: cut ? { seq: end.seq + 1, reason: 'missing' } : null,
    };
  }

  private after(city: string, seq: number): Promise<AuditRow[]> {
    return this.unitOfWork.query<AuditRow>(
      `select * from access.audit where city = $1 and seq > $2 order by seq limit ${ROWS_AT_ONCE}`,
      [city, seq],
    );
  }
}

function fault(row: AuditRow, before: AuditEnd): AuditCheck['broken'] | undefined {
  const seq = before.seq + 1;
  if (Number(row.seq) !== seq) return { seq, reason: 'missing' };
  const whole = row.previous_hash === before.hash && row.hash === chainHash(toAuditEntry(row), before.hash);
  return whole ? undefined : { seq, reason: 'changed' };
}
