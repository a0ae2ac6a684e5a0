import { Inject, Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  encodeEvent,
  partyOfTenant,
  problemsOf,
  signalReportedV1,
  sourceOfTenant,
  unknownFields,
} from '@bole/contracts';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type Clock, derivedId, type Ids, InvalidInputError } from '@bole/kernel';
import { CLOCK, CorrelationContext, IDS } from '@bole/platform';
import { signalProblems } from '../../signal-rules';
import { type ReportedSignal } from '../record-signals/record-signals.command';
import { SubmitSignalCommand, type SubmittedSignal } from './submit-signal.command';

@CommandHandler(SubmitSignalCommand)
export class SubmitSignalHandler implements ICommandHandler<SubmitSignalCommand> {
  private readonly logger = new Logger(SubmitSignalHandler.name);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute({ submission, tenant }: SubmitSignalCommand): Promise<SubmittedSignal> {
    const parsed = signalReportedV1.data.safeParse(submission);
    if (!parsed.success) throw new InvalidInputError(problemsOf(parsed.error, submission));
    const problems = [...unknownFields(submission, parsed.data), ...signalProblems(parsed.data, this.clock)];
    if (problems.length > 0) throw new InvalidInputError(problems);

    const data = tenant === undefined ? parsed.data : namedByTenant(parsed.data, tenant);
    const eventId = this.ids.next();
    const correlationId = CorrelationContext.current()?.correlationId;
    const meta = {
      id: eventId,
      source: '/bole/gateway',
      time: this.clock.now().toISOString(),
      correlationId,
    };
    await this.log.publish([encodeEvent(signalReportedV1, data, meta)]);
    this.logger.log('Submission accepted', { eventId });
    return { eventId, signalId: derivedId('sig', data.source, data.sourceId) };
  }
}

function namedByTenant(
  { source, investor, project, ...facts }: ReportedSignal,
  tenant: string,
): ReportedSignal {
  return {
    ...facts,
    tenant,
    source: sourceOfTenant(tenant, source),
    investor: partyOfTenant(tenant, investor),
    ...(project === undefined ? {} : { project: partyOfTenant(tenant, project) }),
  };
}
