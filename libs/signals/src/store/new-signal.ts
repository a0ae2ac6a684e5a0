import { partyRefText } from '@bole/contracts';
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
