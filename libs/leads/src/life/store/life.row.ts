import { type LeadStage } from '@bole/contracts';
import { type LeadLife, type LeadTask } from '../lead-life';

export interface LifeRow {
  readonly lead_id: string;
  readonly project_id: string;
  readonly investor_id: string;
  readonly stage: LeadStage;
  readonly stage_since: Date;
  readonly state: LeadLife['state'];
  readonly reason: LeadLife['reason'];
  /** Days as texts. */
  readonly resume_on: string | null;
  readonly owner_id: string | null;
  readonly owner_name: string | null;
  readonly code_name: string | null;
  readonly next_step: string | null;
  readonly next_step_on: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly revision: string;
}

export const LIFE_COLUMNS = `lead_id, project_id, investor_id, stage, stage_since, state, reason, resume_on::text, owner_id,
  owner_name, code_name, next_step, next_step_on::text, amount, currency, revision`;

export function toLife(row: LifeRow): LeadLife {
  const { next_step: what, next_step_on: on, amount, currency } = row;
  return {
    leadId: row.lead_id,
    projectId: row.project_id,
    investorId: row.investor_id,
    stage: row.stage,
    stageSince: row.stage_since.toISOString(),
    state: row.state,
    reason: row.reason,
    resumeOn: row.resume_on,
    owner: ownerOf(row),
    codeName: row.code_name,
    nextStep: what === null || on === null ? null : { what, on },
    amount: amount === null || currency === null ? null : { amount, currency },
    revision: Number(row.revision),
  };
}

/** A lead that nobody has decided anything about. */
export function untouched(pair: Pick<LeadLife, 'leadId' | 'projectId' | 'investorId'>): LeadLife {
  return {
    ...pair,
    stage: 'introduced',
    stageSince: null,
    state: 'open',
    reason: null,
    resumeOn: null,
    owner: null,
    codeName: null,
    nextStep: null,
    amount: null,
    revision: 0,
  };
}

export interface TaskRow {
  readonly id: string;
  readonly lead_id: string;
  readonly title: string;
  readonly due_on: string | null;
  readonly owner_id: string | null;
  readonly owner_name: string | null;
  readonly created_at: Date;
  readonly done_at: Date | null;
  readonly revision: string;
}

export const TASK_COLUMNS = `id, lead_id, title, due_on::text, owner_id, owner_name, created_at, done_at, revision`;

export function toTask(row: TaskRow): LeadTask {
  return {
    id: row.id,
    leadId: row.lead_id,
    title: row.title,
    dueOn: row.due_on,
    owner: ownerOf(row),
    createdAt: row.created_at.toISOString(),
    doneAt: row.done_at === null ? null : row.done_at.toISOString(),
    revision: Number(row.revision),
  };
}

function ownerOf(row: Pick<TaskRow, 'owner_id' | 'owner_name'>): LeadLife['owner'] {
  return row.owner_id === null || row.owner_name === null ? null : { id: row.owner_id, name: row.owner_name };
}
