import { Inject, Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { encodeEvent, problemsOf, signalReportedV1, unknownFields } from '@bole/contracts';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type Clock, derivedId, type Ids, InvalidInputError } from '@bole/kernel';
import { CLOCK, CorrelationContext, IDS } from '@bole/platform';
import { signalProblems } from '../../signal-rules';
import { SubmitSignalCommand, type SubmittedSignal } from './submit-signal.command';

@CommandHandler(SubmitSignalCommand)
export class SubmitSignalHandler implements ICommandHandler<SubmitSignalCommand> {
  private readonly logger = new Logger(SubmitSignalHandler.name);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute({ submission }: SubmitSignalCommand): Promise<SubmittedSignal> {
    const parsed = signalReportedV1.data.safeParse(submission);
    if (!parsed.success) throw new InvalidInputError(problemsOf(parsed.error, submission));
    const problems = [...unknownFields(submission, parsed.data), ...signalProblems(parsed.data, this.clock)];
    if (problems.length > 0) throw new InvalidInputError(problems);

    const eventId = this.ids.next();
    const correlationId = CorrelationContext.current()?.correlationId;
    const meta = {
      id: eventId,
      source: '/bole/gateway',
      time: this.clock.now().toISOString(),
      correlationId,
    };
    await this.log.publish([encodeEvent(signalReportedV1, parsed.data, meta)]);
    this.logger.log('Submission accepted', { eventId });
    return { eventId, signalId: derivedId('sig', parsed.data.source, parsed.data.sourceId) };
  }
}
