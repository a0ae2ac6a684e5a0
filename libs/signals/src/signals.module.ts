import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { RecordSignalsHandler } from './commands/record-signals/record-signals.handler';
import { ReleaseParkedSignalsHandler } from './commands/release-parked-signals/release-parked-signals.handler';
import { SubmitSignalHandler, SubmitSignalsHandler } from './commands/submit-signal/submit-signal.handler';
import { GetSignalHandler } from './queries/get-signal/get-signal.handler';
import { ListSignalsHandler } from './queries/list-signals/list-signals.handler';

/** Taking signals in: for ingest. */
@Module({ imports: [CqrsModule], providers: [RecordSignalsHandler, ReleaseParkedSignalsHandler] })
export class SignalsIntakeModule {}

/** Submitting and reading signals: for the gateway. */
@Module({
  imports: [CqrsModule],
  providers: [SubmitSignalHandler, SubmitSignalsHandler, ListSignalsHandler, GetSignalHandler],
})
export class SignalsModule {}
