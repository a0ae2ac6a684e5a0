import { type LeadStage, type Money } from '@bole/contracts';

export const LIFE_STATES = ['open', 'paused', 'lost'] as const;
export type LifeState = (typeof LIFE_STATES)[number];

export const PAUSE_REASONS = ['investor', 'approval', 'land', 'financing', 'market', 'other'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** `declined`: the investor said no. `other` needs a note. */
export const LOSS_REASONS = [
  'declined', 'silent', 'price', 'land', 'policy', 'financing', 'other-city', 'project-withdrawn', 'no-fit', 'other',
] as const; // prettier-ignore
export type LossReason = (typeof LOSS_REASONS)[number];

/** Who decides: a person of the city, or a system of it by its key. */
export interface LifeActor {
  readonly kind: 'person' | 'key';
  readonly id: string;
  readonly name: string;
  /** Undefined for a key. */
  readonly role?: string | undefined;
}

export interface LeadOwner {
  readonly id: string;
  readonly name: string;
}

/** What people carry of a lead. Days are those of the city, `2026-11-24`. */
export interface LeadLife {
  readonly leadId: string;
  readonly projectId: string;
  readonly investorId: string;
  readonly stage: LeadStage;
  /** Null before the first decision. */
  readonly stageSince: string | null;
  readonly state: LifeState;
  /** Why it is paused or lost. */
  readonly reason: PauseReason | LossReason | null;
  /** When a paused lead is taken up again. */
  readonly resumeOn: string | null;
  readonly owner: LeadOwner | null;
  /** 项目代号: what it is called where its parties must not be named. */
  readonly codeName: string | null;
  readonly nextStep: { readonly what: string; readonly on: string } | null;
  /** What was signed. */
  readonly amount: Money | null;
  /** Grows with every decision; 0: there was none yet. */
  readonly revision: number;
}

/** What a list of leads shows of it. */
export type ListedLife = Pick<LeadLife, 'stage' | 'state' | 'codeName' | 'owner' | 'nextStep'>;

export type LifeFacts = Omit<LeadLife, 'leadId' | 'projectId' | 'investorId' | 'revision' | 'stageSince'>;

/** What an entry of a lead's history says happened. */
export const ENTRY_KINDS = [
  'moved', 'paused', 'lost', 'reopened', 'changed', 'noted', 'task-added', 'task-changed',
] as const; // prettier-ignore
export type EntryKind = (typeof ENTRY_KINDS)[number];

export interface LeadEntry {
  readonly seq: number;
  readonly at: string;
  readonly by: Omit<LifeActor, 'role'>;
  readonly kind: EntryKind;
  /** What it was about, such as `from` and `to` of a move. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly note: string | null;
}

export interface LeadTask {
  readonly id: string;
  readonly leadId: string;
  readonly title: string;
  readonly dueOn: string | null;
  readonly owner: LeadOwner | null;
  readonly createdAt: string;
  readonly doneAt: string | null;
  readonly revision: number;
}
