import { type EventType } from './event-type';
import { investorRecordedV1 } from './events/investor-recorded.v1';
import { investorSubmittedV1 } from './events/investor-submitted.v1';
import { leadsRankedV1 } from './events/leads-ranked.v1';
import { projectRecordedV1 } from './events/project-recorded.v1';
import { projectSubmittedV1 } from './events/project-submitted.v1';
import { recordRejectedV1 } from './events/record-rejected.v1';
import { signalRecordedV1 } from './events/signal-recorded.v1';
import { signalReportedV1 } from './events/signal-reported.v1';
import { workRequestedV1 } from './events/work-requested.v1';

/** Every event that Bole reads or writes. Decoding, the AsyncAPI page and the golden tests all follow from this list. */
export const EVENTS = [
  investorSubmittedV1,
  projectSubmittedV1,
  signalReportedV1,
  investorRecordedV1,
  projectRecordedV1,
  signalRecordedV1,
  leadsRankedV1,
  recordRejectedV1,
  workRequestedV1,
] as const;

const byType = new Map<string, EventType>(EVENTS.map((event) => [event.type, event as unknown as EventType]));

export function eventOfType(type: string): EventType | undefined {
  return byType.get(type);
}

/** The types that may stand in `topic`. */
export function eventTypesOf(topic: string): readonly string[] {
  return EVENTS.filter((event) => event.topic === topic).map((event) => event.type);
}
