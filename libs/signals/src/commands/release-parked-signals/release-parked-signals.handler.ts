import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, DAY_MS } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  BOLE_CONFIG,
  type BoleConfig,
  CLOCK,
  noteReleased,
  type Rejection,
  rejectionEvent,
} from '@bole/platform';
import { eventIdOf } from '../record-signals/decided-signals';
import { type NewSignal } from '../../store/new-signal';
import { ofAnotherCity } from '../record-signals/foreign-signal';
import { ParkedSignalStore } from '../../store/parked-signal.store';
import { recordedSignalEvent, SignalStore } from '../../store/signal.store';
import { type Released, ReleaseParkedSignalsCommand } from './release-parked-signals.command';

const AT_A_TIME = 1_000;

@CommandHandler(ReleaseParkedSignalsCommand)
export class ReleaseParkedSignalsHandler implements ICommandHandler<ReleaseParkedSignalsCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
  ) {}

  async execute({ refs }: ReleaseParkedSignalsCommand): Promise<Released> {
    const now = this.clock.now();
    const { days } = this.config.parkedSignals;
    return this.unitOfWork.run(async (transaction) => {
      const store = new SignalStore(transaction);
      const parking = new ParkedSignalStore(transaction);
      const { known, foreign } = await store.resolve(await parking.takeReady(AT_A_TIME, refs));
      const recorded = await store.insert(known, now);
      const expired = await parking.takeExpired(new Date(now.getTime() - days * DAY_MS), AT_A_TIME);
      await noteReleased(
        transaction,
        [
          ...known.map(({ id }) => ({ about: id, state: 'recorded' as const })),
          ...[...foreign, ...expired].map(({ id, record }) => ({
            about: id,
            state: 'rejected' as const,
            carrier: eventIdOf(record),
          })),
        ],
        now,
      );
      await transaction.emit([
        ...recorded.map((signal) => recordedSignalEvent(signal, now)),
        ...foreign.map((signal) => rejectionEvent('ingest', ofAnotherCity(signal), now)),
        ...expired.map((signal) => rejectionEvent('ingest', waitedTooLong(signal, days), now)),
      ]);
      return { recorded: known.length, expired: expired.length };
    });
  }
}

function waitedTooLong(signal: NewSignal, days: number): Rejection {
  return {
    record: signal.record,
    problems: [
      {
        code: 'SIGNAL_PARTY_UNKNOWN',
        field: 'investor or project',
        value: `${signal.investorRef} → ${signal.projectRef ?? '-'}`,
        expected: `parties that become known within ${days} days; submit the profiles, then replay this record`,
      },
    ],
  };
}
