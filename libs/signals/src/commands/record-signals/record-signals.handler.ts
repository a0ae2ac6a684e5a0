import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  BOLE_CONFIG,
  type BoleConfig,
  CLOCK,
  noteDecided,
  type Rejection,
  rejectionEvent,
} from '@bole/platform';
import { signalProblems } from '../../signal-rules';
import { ParkedSignalStore } from '../../store/parked-signal.store';
import { type NewSignal, newSignal } from '../../store/new-signal';
import { recordedSignalEvent, SignalStore } from '../../store/signal.store';
import { decidedSignals } from './decided-signals';
import { ofAnotherCity } from './foreign-signal';
import { type RecordedSignals, RecordSignalsCommand } from './record-signals.command';

const SERVICE = 'ingest';

@CommandHandler(RecordSignalsCommand)
export class RecordSignalsHandler implements ICommandHandler<RecordSignalsCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
  ) {}

  async execute({ signals, undecodable }: RecordSignalsCommand): Promise<RecordedSignals> {
    const now = this.clock.now();
    const wrong: Rejection[] = [...undecodable];
    const incoming = new Map<string, NewSignal>();
    for (const { record, event } of signals) {
      const problems = signalProblems(event.data, this.clock);
      const signal = newSignal(event.data, record);
      const twin = incoming.get(signal.id);
      if (problems.length > 0) wrong.push({ record, problems });
      else if (twin !== undefined && twin.contentHash !== signal.contentHash) wrong.push(reused(signal));
      else incoming.set(signal.id, signal);
    }

    return this.unitOfWork.run(async (transaction) => {
      // Within, for the transaction may be run again and must then begin anew.
      const rejections = [...wrong];
      const store = new SignalStore(transaction);
      const parking = new ParkedSignalStore(transaction);
      const kept = await store.present([...incoming.keys()]);
      const fresh: NewSignal[] = [];
      for (const signal of incoming.values()) {
        const before = kept.get(signal.id);
        if (before === undefined) fresh.push(signal);
        else if (before.contentHash !== signal.contentHash) rejections.push(reused(signal));
      }

      const { known, unknown, foreign } = await store.resolve(fresh);
      rejections.push(...foreign.map(ofAnotherCity));
      const room =
        unknown.length === 0 ? 0 : Math.max(0, this.config.parkedSignals.max - (await parking.count()));
      const parked = unknown.slice(0, room);
      await parking.park(parked, now);
      rejections.push(...unknown.slice(room).map((signal) => noRoom(signal, this.config.parkedSignals.max)));

      const recorded = await store.insert(known, now);
      await noteDecided(transaction, decidedSignals(signals, rejections, parked, kept), now);
      await transaction.emit([
        ...recorded.map((signal) => recordedSignalEvent(signal, now)),
        ...rejections.map((rejection) => rejectionEvent(SERVICE, rejection, now)),
      ]);
      return {
        recorded: recorded.length,
        parked: parked.length,
        rejected: rejections.length,
      };
    });
  }
}

function reused(signal: NewSignal): Rejection {
  return {
    record: signal.record,
    problems: [
      {
        code: 'SIGNAL_ID_REUSED',
        field: 'sourceId',
        value: signal.facts.sourceId,
        expected: 'an id of its own: a signal with this id and other content is known already',
      },
    ],
  };
}

function noRoom(signal: NewSignal, most: number): Rejection {
  return {
    record: signal.record,
    problems: [
      {
        code: 'SIGNAL_PARTY_UNKNOWN',
        field: 'investor or project',
        value: `${signal.investorRef} → ${signal.projectRef ?? '-'}`,
        expected: `parties that are known: ${most} signals are waiting for theirs already; submit the profiles, then replay this record`,
      },
    ],
  };
}
