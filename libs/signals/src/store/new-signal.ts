import { type PartyRef } from '@bole/contracts';
import { type LogRecord } from '@bole/event-log';
import { contentHash, derivedId } from '@bole/kernel';
import { type ReportedSignal } from '../commands/record-signals/record-signals.command';

/** A signal on its way in, its parties still named as its reporter names them. */
export interface NewSignal {
  readonly id: string;
  readonly investorRef: string;
  readonly projectRef: string | null;
  readonly facts: ReportedSignal;
  readonly contentHash: string;
  readonly record: LogRecord;
}

export function newSignal(facts: ReportedSignal, record: LogRecord): NewSignal {
  return {
    id: derivedId('sig', facts.source, facts.sourceId),
    investorRef: partyRefText(facts.investor),
    projectRef: facts.project === undefined ? null : partyRefText(facts.project),
    facts,
    contentHash: contentHash(facts),
    record,
  };
}

/** Bole's own id as it is; a source's name for its record as the JSON text by which intake.source_record knows it. */
export function partyRefText(ref: PartyRef): string {
  return 'id' in ref ? ref.id : JSON.stringify([ref.source, ref.sourceId]);
}
