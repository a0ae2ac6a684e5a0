import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Ids } from '@bole/kernel';
import { type Transaction } from '@bole/persistence';
import { CLOCK, CorrelationContext, IDS } from '@bole/platform';
import { type Actor } from './actor';
import { type AuditEntry, CHAIN_START, chainHash } from './audit-entry';

/** What was done. `before` and `after`: JSON, without secrets or their hashes; absent where there is none. */
export interface Deed {
  readonly city: string;
  /** Dotted, the thing first: `person.role-changed`. */
  readonly action: string;
  readonly object: { readonly kind: string; readonly id: string };
  readonly before?: unknown;
  readonly after?: unknown;
}

const USER_AGENT_CHARACTERS = 300;

/**
 * Appends to the audit of a city within the transaction that does the deed: both are kept, or neither. Entries of one city
 * queue from here to the end of their transactions, so a transaction records last.
 */
@Injectable()
export class AuditTrail {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Deeds in several cities are given together: their chains are then taken in one order, and nobody waits in a ring. */
  async record(transaction: Transaction, actor: Actor, ...deeds: readonly Deed[]): Promise<void> {
    const inOrder = [...deeds].sort((a, b) => (a.city < b.city ? -1 : a.city > b.city ? 1 : 0));
    for (const deed of inOrder) await this.append(transaction, actor, deed);
  }

  private async append(transaction: Transaction, actor: Actor, deed: Deed): Promise<void> {
    await transaction.query(`select pg_advisory_xact_lock(hashtextextended('audit ' || $1, 0))`, [deed.city]);
    const [head] = await transaction.query<{ seq: string; hash: string }>(
      `select seq, hash from access.audit_head($1)`,
      [deed.city],
    );
    const previousHash = head?.hash ?? CHAIN_START;
    const entry = this.entryOf(actor, deed, Number(head?.seq ?? 0) + 1);
    await transaction.query(
      `insert into access.audit (city, seq, id, at, actor_kind, actor_id, actor_name, action, object_kind, object_id,
         ip, user_agent, correlation_id, before, after, previous_hash, hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::jsonb, $15::jsonb, $16, $17)`,
      [
        entry.city,
        entry.seq,
        entry.id,
        entry.at,
        entry.actor.kind,
        entry.actor.id,
        entry.actor.name,
        entry.action,
        entry.object.kind,
        entry.object.id,
        entry.ip,
        entry.userAgent,
        entry.correlationId,
        jsonOrNull(entry.before),
        jsonOrNull(entry.after),
        previousHash,
        chainHash(entry, previousHash),
      ],
    );
  }

  private entryOf({ kind, id, name, origin }: Actor, deed: Deed, seq: number): AuditEntry {
    return {
      city: deed.city,
      seq,
      id: this.ids.next(),
      at: this.clock.now().toISOString(),
      actor: { kind, id, name },
      action: deed.action,
      object: { kind: deed.object.kind, id: deed.object.id },
      ip: origin?.ip ?? null,
      userAgent: origin?.userAgent?.slice(0, USER_AGENT_CHARACTERS) ?? null,
      correlationId: CorrelationContext.current()?.correlationId ?? null,
      before: asJson(deed.before),
      after: asJson(deed.after),
    };
  }
}

/** The value as it will be read back, for the hash must come out the same then. */
function asJson(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
