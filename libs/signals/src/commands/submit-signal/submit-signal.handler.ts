import { Inject, Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type Clock, type Ids, InvalidInputError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, CorrelationContext, IDS } from '@bole/platform';
import { readSignal, signalEvent, signalId } from '../../submission/read-signal';
import { awaitSignal } from '../../submission/signal-outcome';
import {
  type SignalResult,
  SubmitSignalCommand,
  SubmitSignalsCommand,
  type SubmittedAndAwaitedSignal,
} from './submit-signal.command';

@CommandHandler(SubmitSignalCommand)
export class SubmitSignalHandler implements ICommandHandler<SubmitSignalCommand> {
  private readonly logger = new Logger(SubmitSignalHandler.name);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute({ submission, tenant, waitMs }: SubmitSignalCommand): Promise<SubmittedAndAwaitedSignal> {
    const read = readSignal(submission, tenant, this.clock);
    if (!read.ok) throw new InvalidInputError(read.problems);
    const { data } = read;
    const eventId = this.ids.next();
    await this.log.publish([signalEvent(data, metaOf(eventId, this.clock.now()))]);
    this.logger.log('Submission accepted', { eventId });
    const outcome = await awaitSignal(this.unitOfWork, eventId, data, waitMs);
    if (outcome.state === 'rejected') throw new InvalidInputError(outcome.problems);
    return { eventId, signalId: signalId(data), outcome: outcome.state };
  }
}

/** Records that go to the log at once. */
const AT_A_TIME = 250;

@CommandHandler(SubmitSignalsCommand)
export class SubmitSignalsHandler implements ICommandHandler<SubmitSignalsCommand> {
  private readonly logger = new Logger(SubmitSignalsHandler.name);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute({ submissions, tenant }: SubmitSignalsCommand): Promise<readonly SignalResult[]> {
    const now = this.clock.now();
    const results: SignalResult[] = [];
    for (let from = 0; from < submissions.length; from += AT_A_TIME) {
      const events: ReturnType<typeof signalEvent>[] = [];
      for (const submission of submissions.slice(from, from + AT_A_TIME)) {
        const read = readSignal(submission, tenant, this.clock);
        if (!read.ok) {
          results.push({ accepted: false, problems: read.problems });
          continue;
        }
        const eventId = this.ids.next();
        events.push(signalEvent(read.data, metaOf(eventId, now)));
        results.push({ accepted: true, eventId, signalId: signalId(read.data) });
      }
      if (events.length > 0) await this.log.publish(events);
    }
    this.logger.log('Submissions accepted', { accepted: results.filter(({ accepted }) => accepted).length });
    return results;
  }
}

function metaOf(id: string, now: Date) {
  return { id, time: now.toISOString(), correlationId: CorrelationContext.current()?.correlationId };
}
