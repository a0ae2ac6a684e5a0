import { type EventType } from './event-type';
import * as events from './events';

/**
 * Every event that Bole reads or writes: what `events/index.ts` names. Decoding, the AsyncAPI page and the golden tests all
 * follow from this list.
 */
export const EVENTS = Object.values(events);

const byType = new Map<string, EventType>(EVENTS.map((event) => [event.type, event as unknown as EventType]));

export function eventOfType(type: string): EventType | undefined {
  return byType.get(type);
}

/** The types that may stand in `topic`. */
export function eventTypesOf(topic: string): readonly string[] {
  return EVENTS.filter((event) => event.topic === topic).map((event) => event.type);
}
