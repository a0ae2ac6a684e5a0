import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { RecordSignalsHandler } from './commands/record-signals/record-signals.handler';
import { ReleaseParkedSignalsHandler } from './commands/release-parked-signals/release-parked-signals.handler';
import { SubmitSignalHandler } from './commands/submit-signal/submit-signal.handler';

/** Taking signals in: for ingest. */
@Module({ imports: [CqrsModule], providers: [RecordSignalsHandler, ReleaseParkedSignalsHandler] })
export class SignalsIntakeModule {}

/** Submitting signals: for the gateway. */
@Module({ imports: [CqrsModule], providers: [SubmitSignalHandler] })
export class SignalsModule {}
