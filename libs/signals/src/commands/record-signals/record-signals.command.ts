import { Command } from '@nestjs/cqrs';
import { type DataOf, type signalReportedV1 } from '@bole/contracts';
import { type Incoming, type Rejection } from '@bole/platform';

export type ReportedSignal = DataOf<typeof signalReportedV1>;

export interface RecordedSignals {
  readonly recorded: number;
  /** Signals about a party that is not known yet; they wait. */
  readonly parked: number;
  readonly rejected: number;
}

/** Takes a batch of signals in. One whose investor or project is not known yet is parked until it is. One transaction. */
export class RecordSignalsCommand extends Command<RecordedSignals> {
  constructor(
    readonly signals: readonly Incoming<ReportedSignal>[],
    readonly undecodable: readonly Rejection[],
  ) {
    super();
  }
}
