import {
  ConflictError,
  InvalidInputError,
  NotFoundError,
  PreconditionFailedError,
  shown,
} from '@bole/kernel';
import { type Transaction, type UnitOfWork } from '@bole/persistence';
import { toCny } from '@bole/taxonomy';
import { type EntryKind, type LeadLife, type LeadOwner, type LifeActor } from '../lead-life';
import { type Decided } from '../life-rules';
import { LIFE_COLUMNS, type LifeRow, toLife, untouched } from './life.row';

type Queries = Pick<Transaction | UnitOfWork, 'query'>;

/** The life of a lead of the acting city; one that hard limits cut since has it still. Throws NotFoundError. */
export async function findLife(queries: Queries, leadId: string): Promise<LeadLife> {
  const [row] = await queries.query<LifeRow>(`select ${LIFE_COLUMNS} from leads.lead where lead_id = $1`, [
    leadId,
  ]);
  if (row !== undefined) return toLife(row);
  const [pair] = await queries.query<{ project_id: string; investor_id: string }>(
    `select project_id, investor_id from matching.match where lead_id = $1`,
    [leadId],
  );
  if (pair === undefined) throw new NotFoundError('LEAD_NOT_FOUND', `There is no lead ${shown(leadId)}.`);
  return untouched({ leadId, projectId: pair.project_id, investorId: pair.investor_id });
}

/** The same, and nobody else decides about it until this transaction ends. Throws PreconditionFailedError for another revision. */
export async function holdLife(
  transaction: Transaction,
  leadId: string,
  revision: number | undefined,
): Promise<LeadLife> {
  // Also where there is no row yet that could be locked.
  await transaction.query(
    `select pg_advisory_xact_lock(hashtextextended('leads.lead ' || access.acting_city() || $1, 0))`,
    [leadId],
  );
  const life = await findLife(transaction, leadId);
  if (revision !== undefined && revision !== life.revision)
    throw new PreconditionFailedError(
      'REVISION_MOVED_ON',
      `The lead is at revision ${life.revision}, not ${revision}: read it again.`,
    );
  return life;
}

export interface Kept {
  readonly by: LifeActor;
  readonly note: string | undefined;
  readonly now: Date;
}

/** Keeps what was decided about a lead that is held, and that it was. Throws ConflictError for a code name that another has. */
export async function keepDecision(
  transaction: Transaction,
  life: LeadLife,
  { facts, kind, data }: Decided,
  { by, note, now }: Kept,
): Promise<LeadLife> {
  const { amount, nextStep, owner } = facts;
  if (facts.codeName !== null) await requireFreeCodeName(transaction, life.leadId, facts.codeName);
  const [row] = await transaction.query<LifeRow>(
    `insert into leads.lead as kept (city, lead_id, project_id, investor_id, stage, stage_since, state, reason, resume_on,
       owner_id, owner_name, code_name, next_step, next_step_on, amount, currency, amount_cny, opened_at, changed_at, revision)
     values (access.acting_city(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $5, $5, 1)
     on conflict (city, lead_id) do update set stage = excluded.stage,
       stage_since = case when kept.stage = excluded.stage then kept.stage_since else excluded.stage_since end,
       state = excluded.state, reason = excluded.reason, resume_on = excluded.resume_on, owner_id = excluded.owner_id,
       owner_name = excluded.owner_name, code_name = excluded.code_name, next_step = excluded.next_step,
       next_step_on = excluded.next_step_on, amount = excluded.amount, currency = excluded.currency,
       amount_cny = excluded.amount_cny, changed_at = excluded.changed_at, revision = kept.revision + 1
     returning ${LIFE_COLUMNS}`,
    [
      ...[
        life.leadId,
        life.projectId,
        life.investorId,
        facts.stage,
        now,
        facts.state,
        facts.reason,
        facts.resumeOn,
      ],
      ...[
        owner?.id ?? null,
        owner?.name ?? null,
        facts.codeName,
        nextStep?.what ?? null,
        nextStep?.on ?? null,
      ],
      ...[amount?.amount ?? null, amount?.currency ?? null],
      amount === null ? null : (toCny(amount.amount, amount.currency) ?? null),
    ],
  );
  if (row === undefined) throw new Error('A lead was neither added nor changed.');
  await addEntry(transaction, life, { by, note, now }, kind, data);
  return toLife(row);
}

/** Keeps a lead that nobody has decided anything about, so that something can be added to it. */
export async function keepAtAll(transaction: Transaction, life: LeadLife, now: Date): Promise<LeadLife> {
  if (life.revision > 0) return life;
  const [row] = await transaction.query<LifeRow>(
    `insert into leads.lead (city, lead_id, project_id, investor_id, stage, stage_since, state, opened_at, changed_at, revision)
     values (access.acting_city(), $1, $2, $3, $4, $5, $6, $5, $5, 1) returning ${LIFE_COLUMNS}`,
    [life.leadId, life.projectId, life.investorId, life.stage, now, life.state],
  );
  if (row === undefined) throw new Error('A lead was not added.');
  return toLife(row);
}

export async function addEntry(
  transaction: Transaction,
  { leadId, projectId, investorId }: Pick<LeadLife, 'leadId' | 'projectId' | 'investorId'>,
  { by, note, now }: Kept,
  kind: EntryKind,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await transaction.query(
    `insert into leads.lead_entry (city, lead_id, project_id, investor_id, at, by_kind, by_id, by_name, kind, data, note)
     values (access.acting_city(), $1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10)`,
    [leadId, projectId, investorId, now, by.kind, by.id, by.name, kind, JSON.stringify(data), note ?? null],
  );
}

async function requireFreeCodeName(transaction: Transaction, leadId: string, name: string): Promise<void> {
  const taken = await transaction.query(
    `select from leads.lead where lower(code_name) = lower($1) and lead_id <> $2`,
    [name, leadId],
  );
  if (taken.length > 0)
    throw new ConflictError('LEAD_CODE_NAME_TAKEN', `Another lead of the city is called ${shown(name)}.`);
}

/** Somebody of the acting city who may have a lead. Throws InvalidInputError naming `field`. */
export async function findOwner(queries: Queries, id: string, field: string): Promise<LeadOwner> {
  const [row] = await queries.query<LeadOwner>(
    `select person.id, person.name from access.person join access.membership on membership.person_id = person.id
     where person.id = $1 and membership.city = access.acting_city() and person.disabled_at is null
       and membership.role in ('administrator', 'officer')`,
    [id],
  );
  if (row === undefined)
    throw new InvalidInputError([
      { code: 'OWNER_UNKNOWN', field, value: shown(id), expected: 'an officer or administrator of the city' },
    ]);
  return row;
}
