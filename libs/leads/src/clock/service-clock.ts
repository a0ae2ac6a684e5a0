import { type WorkingTime } from './working-time';

/** What starts, stops and pauses the clock of one inquiry. `asked` and `told`: the investor is asked something, and answers. */
export const SERVICE_EVENTS = ['inquiry', 'acknowledged', 'answered', 'asked', 'told'] as const;

export interface ServiceEvent {
  readonly kind: (typeof SERVICE_EVENTS)[number];
  readonly at: Date;
}

/** How long an officer has. */
export interface ServicePromise {
  /** Working days to the acknowledgement. */
  readonly acknowledge: number;
  /** Working days to the answer in substance. */
  readonly answer: number;
}

export const SERVICE_PROMISE: ServicePromise = { acknowledge: 1, answer: 2 };

export interface ServiceClock {
  readonly inquiredAt: Date;
  readonly acknowledge: Deadline;
  readonly answer: Deadline;
  /** Whether the investor's answer is awaited now: nothing runs meanwhile. */
  readonly paused: boolean;
  /** Late and not done: whoever is above the owner is told. */
  readonly escalate: boolean;
  /** False: holidays of one of the years are not known yet, and the deadlines may move. */
  readonly certain: boolean;
}

export interface Deadline {
  readonly due: Date;
  readonly doneAt: Date | null;
  readonly state: 'running' | 'paused' | 'met' | 'late';
  /** Office time from the inquiry to when it was done, or to now; without what was paused. */
  readonly takenMs: number;
}

/**
 * The clock of every inquiry of one lead, in the order of their times. An answer stands for an acknowledgement too, and ends all
 * inquiries before it; what was asked of the investor pauses those that are open, until it is told or the matter is answered. Events may come
 * in any order, and more than once.
 */
export function serviceClocks(
  events: readonly ServiceEvent[],
  now: Date,
  time: WorkingTime,
  promise: ServicePromise = SERVICE_PROMISE,
): ServiceClock[] {
  const past = events.filter(({ at }) => at <= now).sort((a, b) => a.at.getTime() - b.at.getTime());
  const inquiries = past.filter(({ kind }) => kind === 'inquiry');
  const distinct = inquiries.filter(({ at }, index) => at.getTime() !== inquiries[index - 1]?.at.getTime());
  return distinct.map(({ at }) => clockOf(at, past, now, time, promise));
}

function clockOf(
  inquiredAt: Date,
  past: readonly ServiceEvent[],
  now: Date,
  time: WorkingTime,
  promise: ServicePromise,
): ServiceClock {
  const first = (...kinds: readonly ServiceEvent['kind'][]) =>
    past.find(({ kind, at }) => at >= inquiredAt && kinds.includes(kind))?.at ?? null;
  const answeredAt = first('answered');
  const acknowledgedAt = first('acknowledged', 'answered');
  const pauses = pausesOf(past, inquiredAt, answeredAt ?? now, answeredAt === null);
  const paused = answeredAt === null && pauses.at(-1)?.to === null;
  const deadline = (days: number, doneAt: Date | null): Deadline => {
    const until = doneAt ?? now;
    const waited = pauses.reduce((sum, { from, to }) => {
      const end = to === null || to > until ? until : to;
      return sum + (from < until ? time.between(from, end) : 0);
    }, 0);
    const due =
      waited === 0 ? time.dueAfter(inquiredAt, days) : time.after(time.dueAfter(inquiredAt, days), waited);
    const state =
      doneAt === null && paused ? 'paused' : until > due ? 'late' : doneAt === null ? 'running' : 'met';
    return { due, doneAt, state, takenMs: time.between(inquiredAt, until) - waited };
  };
  const acknowledge = deadline(promise.acknowledge, acknowledgedAt);
  const answer = deadline(promise.answer, answeredAt);
  return {
    ...{ inquiredAt, acknowledge, answer, paused },
    escalate: [acknowledge, answer].some(({ state, doneAt }) => state === 'late' && doneAt === null),
    certain: time.announced(inquiredAt, answer.due),
  };
}

interface Pause {
  readonly from: Date;
  /** Null: it goes on. */
  readonly to: Date | null;
}

function pausesOf(past: readonly ServiceEvent[], from: Date, to: Date, open: boolean): Pause[] {
  const pauses: Pause[] = [];
  let since: Date | null = null;
  for (const { kind, at } of past) {
    if (at < from || at > to) continue;
    if (kind === 'asked') since ??= at;
    else if (kind === 'told' && since !== null) {
      pauses.push({ from: since, to: at });
      since = null;
    }
  }
  return since === null ? pauses : [...pauses, { from: since, to: open ? null : to }];
}

/** How well promises were kept, of one officer or city. */
export interface ServiceFigures {
  readonly inquiries: number;
  readonly acknowledge: KeptFigures;
  readonly answer: KeptFigures;
}

export interface KeptFigures {
  readonly met: number;
  readonly late: number;
  /** Of what is done: the middle office time, in milliseconds; null for nothing. */
  readonly medianMs: number | null;
}

export function serviceFigures(clocks: readonly ServiceClock[]): ServiceFigures {
  return {
    inquiries: clocks.length,
    acknowledge: kept(clocks.map(({ acknowledge }) => acknowledge)),
    answer: kept(clocks.map(({ answer }) => answer)),
  };
}

function kept(deadlines: readonly Deadline[]): KeptFigures {
  const taken = deadlines
    .filter(({ doneAt }) => doneAt !== null)
    .map(({ takenMs }) => takenMs)
    .sort((a, b) => a - b);
  const [low, high] = [taken[(taken.length - 1) >> 1], taken[taken.length >> 1]];
  return {
    met: deadlines.filter(({ state }) => state === 'met').length,
    late: deadlines.filter(({ state }) => state === 'late').length,
    medianMs: low === undefined || high === undefined ? null : (low + high) / 2,
  };
}
