import { type AuditEntry } from '../audit-entry';

/** A row of access.audit. */
export interface AuditRow {
  readonly city: string;
  readonly seq: string;
  readonly id: string;
  readonly at: Date;
  readonly actor_kind: AuditEntry['actor']['kind'];
  readonly actor_id: string;
  readonly actor_name: string;
  readonly action: string;
  readonly object_kind: string;
  readonly object_id: string;
  readonly ip: string | null;
  readonly user_agent: string | null;
  readonly correlation_id: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly previous_hash: string;
  readonly hash: string;
}

export function toAuditEntry(row: AuditRow): AuditEntry {
  return {
    city: row.city,
    seq: Number(row.seq),
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action: row.action,
    object: { kind: row.object_kind, id: row.object_id },
    ip: row.ip,
    userAgent: row.user_agent,
    correlationId: row.correlation_id,
    before: row.before,
    after: row.after,
  };
}
