import { LEAD_STAGES, type LeadStage, type Money, type SignalKind } from '@bole/contracts';
import { ConflictError, ForbiddenError, InvalidInputError, type Problem } from '@bole/kernel';
import { isCurrency } from '@bole/taxonomy';
import {
  type EntryKind,
  type LeadLife,
  type LifeActor,
  type LifeFacts,
  type LossReason,
  type PauseReason,
} from './lead-life';

/** What a decision makes of a lead. */
export interface Decided {
  readonly facts: LifeFacts;
  readonly kind: EntryKind;
  readonly data: Readonly<Record<string, unknown>>;
  /** What the ranking learns of it. */
  readonly signals: readonly LifeSignal[];
}

export interface LifeSignal {
  readonly kind: SignalKind;
  /** A day of the city. */
  readonly on: string;
  readonly amount?: Money;
}

export interface Move {
  readonly to: LeadStage;
  /** When the stage was reached; for signed and later. */
  readonly on?: string | undefined;
  /** What was signed. */
  readonly amount?: Money | undefined;
  readonly nextStep?: LeadLife['nextStep'] | undefined;
  readonly note?: string | undefined;
}

/** The signal that stands for a stage; the earlier stages follow from what is met and answered. */
const DEEDS: Readonly<Partial<Record<LeadStage, SignalKind>>> = {
  signed: 'signing',
  started: 'start',
  funded: 'funds-in-place',
  operating: 'production',
};

/**
 * A lead moves on to any later stage; what a stage on the way needs is needed then. It goes back from negotiating alone, with a
 * note: a signature is a fact, and what comes of it may be paused or lost, not unsigned.
 *
 * - negotiating: the next step and its day.
 * - signed: the day and the amount. The same for whoever skips it.
 * - started, funded, operating: the day.
 */
export function moved(life: LeadLife, move: Move, today: string): Decided {
  requireOpen(life);
  const [from, to] = [LEAD_STAGES.indexOf(life.stage), LEAD_STAGES.indexOf(move.to)];
  if (from === to) throw new ConflictError('LEAD_STAGE_CONFLICT', `The lead is ${move.to} already.`);
  const back = to < from;
  if (back && life.stage !== 'negotiating')
    throw new ConflictError(
      'LEAD_STAGE_CONFLICT',
      `A lead that is ${life.stage} does not go back to ${move.to}: pause it or give it up.`,
    );
  const signing = !back && from < SIGNED && to >= SIGNED;
  const nextStep = move.nextStep === undefined ? life.nextStep : move.nextStep;
  refuse([
    ...(back ? needed('note', move.note, 'why it goes back') : []),
    ...(!back && move.to === 'negotiating' ? needed('nextStep', nextStep, 'what comes next, and when') : []),
    ...(to >= SIGNED ? needed('on', move.on, `the day on which it was ${move.to}`) : []),
    ...(signing ? needed('amount', move.amount, 'what was signed') : []),
    ...(move.on === undefined ? [] : pastDay('on', move.on, today)),
    ...(move.nextStep == null ? [] : coming('nextStep.on', move.nextStep.on, today)),
    ...(move.amount === undefined ? [] : amountProblems(move.amount)),
  ]);
  const on = move.on ?? today;
  return {
    facts: { ...factsOf(life), stage: move.to, nextStep, amount: move.amount ?? life.amount },
    kind: 'moved',
    data: {
      from: life.stage,
      to: move.to,
      ...given({ on: move.on, amount: move.amount, nextStep: move.nextStep }),
    },
    signals: [
      ...(signing ? [{ kind: 'signing' as const, on, ...given({ amount: move.amount }) }] : []),
      ...signalOf(move.to === 'signed' ? undefined : DEEDS[move.to], on, move.amount),
    ],
  };
}

const SIGNED = LEAD_STAGES.indexOf('signed');

function signalOf(kind: SignalKind | undefined, on: string, amount: Money | undefined): LifeSignal[] {
  return kind === undefined ? [] : [{ kind, on, ...given({ amount }) }];
}

/** Until a day that comes. */
export function paused(life: LeadLife, reason: PauseReason, resumeOn: string, today: string): Decided {
  requireOpen(life);
  refuse(coming('resumeOn', resumeOn, today));
  return {
    facts: { ...factsOf(life), state: 'paused', reason, resumeOn },
    kind: 'paused',
    data: { reason, resumeOn },
    signals: [],
  };
}

/** Only what the investor itself declined tells the ranking something of it. */
export function lost(
  life: LeadLife,
  { reason, note }: { readonly reason: LossReason; readonly note: string | undefined },
  today: string,
): Decided {
  if (life.state === 'lost') throw new ConflictError('LEAD_NOT_OPEN', 'The lead is given up already.');
  refuse(reason === 'other' ? needed('note', note, 'why, where no other reason says it') : []);
  return {
    facts: { ...factsOf(life), state: 'lost', reason, resumeOn: null },
    kind: 'lost',
    data: { reason, stage: life.stage },
    signals: reason === 'declined' ? [{ kind: 'decline', on: today }] : [],
  };
}

/** At the stage where it was. */
export function reopened(life: LeadLife): Decided {
  if (life.state === 'open') throw new ConflictError('LEAD_OPEN', 'The lead is neither paused nor given up.');
  return {
    facts: { ...factsOf(life), state: 'open', reason: null, resumeOn: null },
    kind: 'reopened',
    data: { was: life.state, reason: life.reason },
    signals: [],
  };
}

/** What is undefined stays as it is, null takes it away. */
export type LifeChange = {
  readonly [Name in 'owner' | 'codeName' | 'nextStep']?: LeadLife[Name] | undefined;
};

export function changed(life: LeadLife, change: LifeChange, today: string): Decided {
  const { owner, codeName, nextStep } = change;
  refuse(nextStep == null ? [] : coming('nextStep.on', nextStep.on, today));
  const set = given({ owner, codeName, nextStep });
  return { facts: { ...factsOf(life), ...set }, kind: 'changed', data: set, signals: [] };
}

/**
 * A lead that somebody has is moved by its owner, by an administrator, or by the city's own systems. Throws ForbiddenError for
 * others, who may note and add tasks all the same.
 */
export function requireMayDecide({ owner }: LeadLife, by: LifeActor): void {
  if (owner === null || by.kind === 'key' || by.id === owner.id || by.role === 'administrator') return;
  throw new ForbiddenError('LEAD_NOT_YOURS', `The lead is ${owner.name}'s.`);
}

function requireOpen({ state }: LeadLife): void {
  if (state !== 'open') throw new ConflictError('LEAD_NOT_OPEN', `The lead is ${state}: reopen it first.`);
}

function factsOf({
  leadId: _lead,
  projectId: _project,
  investorId: _investor,
  revision: _revision,
  stageSince: _since,
  ...facts
}: LeadLife): LifeFacts {
  return facts;
}

function needed(field: string, value: unknown, expected: string): Problem[] {
  return value == null ? [{ code: 'FIELD_MISSING', field, expected }] : [];
}

function pastDay(field: string, day: string, today: string): Problem[] {
  return day <= today
    ? []
    : [{ code: 'DAY_NOT_COME', field, value: day, expected: `${today} or a day before` }];
}

function coming(field: string, day: string, today: string): Problem[] {
  return day >= today ? [] : [{ code: 'DAY_PAST', field, value: day, expected: `${today} or a day after` }];
}

function amountProblems({ amount, currency }: Money): Problem[] {
  const problems: Problem[] = [];
  if (amount <= 0)
    problems.push({
      code: 'FIELD_TOO_SMALL',
      field: 'amount.amount',
      value: `${amount}`,
      expected: 'above 0',
    });
  if (!isCurrency(currency))
    problems.push({
      code: 'CURRENCY_UNKNOWN',
      field: 'amount.currency',
      value: currency,
      expected: 'an ISO 4217 code such as CNY',
    });
  return problems;
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InvalidInputError(problems);
}

/** Without what is undefined. */
function given<Values extends object>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
