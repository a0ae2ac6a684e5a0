import { type SignalKind } from '@bole/contracts';
import { type Deed, type Touch } from '../records/records';
import { decayed, HALF_LIFE_DAYS } from './decay';
import { byTimeAndId } from './in-order';
import { type Dealings, type Strength } from './prepared';

export type Event = Touch | Deed;

/** What `events` (in order of time, none after `asOf`) say of the will of one investor towards one target. */
export function dealingsOf(events: readonly Event[], asOf: number): Dealings {
  return {
    interest: strength(events, interestWeight, HALF_LIFE_DAYS.interest, asOf),
    refusals: strength(events, refusalWeight, HALF_LIFE_DAYS.refusal, asOf),
    contacts: strength(events, contactWeight, HALF_LIFE_DAYS.contact, asOf),
    missed: strength(events, missedWeight, HALF_LIFE_DAYS.missedMeeting, asOf),
  };
}

/** A long meeting says more: from this many minutes on it counts half as much again. */
const LONG_MEETING_MINUTES = 60;

/** How much of an effort each signal was; a link followed is 1. A mail that merely arrived says nothing of its reader. */
function interestWeight(event: Event): number {
  switch (event.kind) {
    case 'page-view':
      return 0.5;
    case 'link-followed':
      return 1;
    case 'download':
      return 2;
    case 'inquiry':
      return 4;
    case 'answer':
      return answerWeight(event);
    default:
      return 0;
  }
}

function answerWeight(event: Event): number {
  switch ('answer' in event ? event.answer : undefined) {
    case 'meeting':
      return 6;
    case 'interested':
      return 5;
    case 'question':
      return 3;
    case 'not-now':
    case 'not-for-us':
      return 0;
    case undefined:
      return 2;
  }
}

/** A refusal is 1; "not now" leaves the door open. */
function refusalWeight(event: Event): number {
  if (event.kind === 'decline') return 1;
  if (event.kind !== 'answer' || !('answer' in event)) return 0;
  return event.answer === 'not-for-us' ? 1 : event.answer === 'not-now' ? 0.4 : 0;
}

/** How far an offline step commits; a call is 1. */
function contactWeight(event: Event): number {
  const minutes = 'durationMinutes' in event ? (event.durationMinutes ?? 0) : 0;
  const weight = CONTACT_WEIGHTS[event.kind] ?? 0;
  return event.kind === 'meeting-held' && minutes >= LONG_MEETING_MINUTES ? weight * 1.5 : weight;
}

const CONTACT_WEIGHTS: Partial<Record<SignalKind, number>> = {
  'fair-check-in': 1,
  call: 1,
  'meeting-held': 3,
  'site-visit': 6,
  mou: 10,
  signing: 14,
  'funds-in-place': 16,
  start: 16,
  production: 16,
};

function missedWeight(event: Event): number {
  return event.kind === 'meeting-missed' ? 1 : 0;
}

function strength(
  events: readonly Event[],
  weightOf: (event: Event) => number,
  halfLifeDays: number,
  asOf: number,
): Strength | undefined {
  const counted = events
    .map((event) => ({ event, weight: weightOf(event) * decayed(event.occurredAt, asOf, halfLifeDays) }))
    .filter(({ weight }) => weight > 0);
  const latest = counted.at(-1)?.event;
  if (latest === undefined) return undefined;
  let value = 0;
  for (const { weight } of counted) value += weight;
  const strongestFirst = [...counted].sort((a, b) => b.weight - a.weight || byTimeAndId(b.event, a.event));
  const evidence = strongestFirst.slice(0, 3).map(({ event }) => event.signalId);
  return { value, evidence, strongest: strongestFirst[0]?.event ?? latest, latest, count: counted.length };
}
