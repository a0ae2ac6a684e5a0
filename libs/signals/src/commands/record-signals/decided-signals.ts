import { HEADER } from '@bole/contracts';
import { type LogRecord } from '@bole/event-log';
import { contentHash } from '@bole/kernel';
import { type Decided, type Incoming, type Rejection } from '@bole/platform';
import { type NewSignal } from '../../store/new-signal';
import { type PresentSignal } from '../../store/signal.store';
import { signalId } from '../../submission/read-signal';
import { type ReportedSignal } from './record-signals.command';

/**
 * What became of each event of a batch. Of several that carry one signal the last is taken in for all of them: where that
 * is rejected, so are the others, by its rejection.
 */
export function decidedSignals(
  signals: readonly Incoming<ReportedSignal>[],
  rejections: readonly Rejection[],
  parked: readonly NewSignal[],
  before: ReadonlyMap<string, PresentSignal>,
): Decided[] {
  const rejected = new Set(rejections.map(({ record }) => record));
  const waiting = new Set(parked.map(({ id }) => id));
  const last = new Map(
    signals.map(({ record, event: { data } }) => [`${signalId(data)} ${contentHash(data)}`, record]),
  );
  return signals.map(({ record, event: { data, meta } }): Decided => {
    const about = signalId(data);
    if (rejected.has(record)) return { eventId: meta.id, about, state: 'rejected' };
    const carrier = last.get(`${about} ${contentHash(data)}`) ?? record;
    if (rejected.has(carrier))
      return { eventId: meta.id, about, state: 'rejected', carrier: eventIdOf(carrier) };
    const state = waiting.has(about) ? 'parked' : (before.get(about)?.state ?? 'recorded');
    return { eventId: meta.id, about, state };
  });
}

/** Of a record that was decoded, which thus names its event. */
export function eventIdOf({ headers }: LogRecord): string {
  return headers[HEADER.id]?.toString('utf8') ?? '';
}
