import { isOffline } from '@bole/contracts';
import { type LocalizedText } from '@bole/kernel';
import { Acting } from '@bole/persistence';
import { type ReportedSignal } from '../commands/record-signals/record-signals.command';
import { type KeptSignal } from '../queries/list-signals/list-signals.query';

/** A row of intake.signal, with the names of its parties. */
export interface SignalRow {
  readonly id: string;
  readonly source: string;
  readonly source_id: string;
  readonly investor_id: string;
  readonly project_id: string | null;
  readonly occurred_at: Date;
  readonly received_at: Date;
  readonly facts: ReportedSignal;
  readonly investor_names: LocalizedText | null;
  readonly project_names: LocalizedText | null;
}

/** The columns of a `SignalRow`, for rows called `signal`. */
export const SIGNAL_COLUMNS = `signal.id, signal.source, signal.source_id, signal.investor_id, signal.project_id,
  signal.occurred_at, signal.received_at, signal.facts,
  (select profile -> 'names' from intake.investor where id = signal.investor_id) as investor_names,
  (select profile -> 'names' from intake.project where id = signal.project_id) as project_names`;

export function toKeptSignal(row: SignalRow): KeptSignal {
  const { kind, city, channel, durationMinutes, answer, fundingStage, amount, note } = row.facts;
  return {
    id: row.id,
    source: asOwnerCalls(row.source),
    sourceId: row.source_id,
    kind,
    medium: isOffline(kind) ? 'offline' : 'online',
    occurredAt: row.occurred_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    investor: { id: row.investor_id, names: namesOf(row.investor_names) },
    project: row.project_id === null ? null : { id: row.project_id, names: namesOf(row.project_names) },
    ...(city === undefined ? {} : { city }),
    ...(channel === undefined ? {} : { channel }),
    ...(durationMinutes === undefined ? {} : { durationMinutes }),
    ...(answer === undefined ? {} : { answer }),
    ...(fundingStage === undefined ? {} : { fundingStage }),
    ...(amount === undefined ? {} : { amount }),
    ...(note === undefined ? {} : { note }),
  };
}

/** Without the aliases that profiles hold beside the names. */
function namesOf(names: LocalizedText | null): LocalizedText {
  const { zh, en } = names ?? {};
  return { ...(zh === undefined ? {} : { zh }), ...(en === undefined ? {} : { en }) };
}

function asOwnerCalls(source: string): string {
  const own = `${Acting.current()?.city ?? ''}/`;
  return source.startsWith(own) ? source.slice(own.length) : source;
}
