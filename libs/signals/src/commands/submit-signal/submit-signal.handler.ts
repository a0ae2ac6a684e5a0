import { Inject, Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type Clock, type Ids, InvalidInputError, type Problem } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { awaitOutcome, CLOCK, CorrelationContext, IDS, noteAccepted } from '@bole/platform';
import { type ReportedSignal } from '../record-signals/record-signals.command';
import { readSignal, signalEvent, signalId } from '../../submission/read-signal';
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
    const now = this.clock.now();
    await noteAccepted(this.unitOfWork, { kind: 'signal', city: tenant, eventIds: [eventId], now });
    await this.log.publish([signalEvent(data, metaOf(eventId, now))]);
    this.logger.log('Submission accepted', { eventId });
    const { state, ...outcome } = await awaitOutcome(this.unitOfWork, this.clock, eventId, waitMs);
    if ('problems' in outcome) throw new InvalidInputError(outcome.problems);
    const known = state === 'recorded' || state === 'parked';
    return { eventId, signalId: signalId(data), outcome: known ? state : 'pending' };
  }
}

/** Records that go to the log at once. */
const AT_A_TIME = 250;

@CommandHandler(SubmitSignalsCommand)
export class SubmitSignalsHandler implements ICommandHandler<SubmitSignalsCommand> {
  private readonly logger = new Logger(SubmitSignalsHandler.name);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute({ submissions, tenant }: SubmitSignalsCommand): Promise<readonly SignalResult[]> {
    const now = this.clock.now();
    const results: SignalResult[] = [];
    const named = new Map<string, number>();
    for (let from = 0; from < submissions.length; from += AT_A_TIME) {
      const events: ReturnType<typeof signalEvent>[] = [];
      const eventIds: string[] = [];
      for (const submission of submissions.slice(from, from + AT_A_TIME)) {
        const read = readSignal(submission, tenant, this.clock);
        const problems = read.ok ? repetition(read.data, named) : read.problems;
        if (!read.ok || problems.length > 0) {
          results.push({ accepted: false, problems });
          continue;
        }
        const [eventId, id] = [this.ids.next(), signalId(read.data)];
        named.set(id, results.length);
        eventIds.push(eventId);
        events.push(signalEvent(read.data, metaOf(eventId, now)));
        results.push({ accepted: true, eventId, signalId: id });
      }
      await noteAccepted(this.unitOfWork, { kind: 'signal', city: tenant, eventIds, now });
      if (events.length > 0) await this.log.publish(events);
    }
    this.logger.log('Submissions accepted', { accepted: results.filter(({ accepted }) => accepted).length });
    return results;
  }
}

/** A signal never changes: a request that names one twice is mistaken about one of them. */
function repetition(data: ReportedSignal, named: ReadonlyMap<string, number>): Problem[] {
  const before = named.get(signalId(data));
  if (before === undefined) return [];
  return [
    {
      code: 'RECORD_REPEATED',
      field: 'sourceId',
      value: data.sourceId,
      expected: `each signal once: items[${before}] is the same signal`,
    },
  ];
}

function metaOf(id: string, now: Date) {
  return { id, time: now.toISOString(), correlationId: CorrelationContext.current()?.correlationId };
}
