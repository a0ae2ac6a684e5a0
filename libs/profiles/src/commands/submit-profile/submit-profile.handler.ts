import { Inject, Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { partyRefText } from '@bole/contracts';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type Clock, type Ids, InvalidInputError } from '@bole/kernel';
import { awaitOutcome, CLOCK, CorrelationContext, IDS, noteAccepted } from '@bole/platform';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type PartyKind } from '../../party-kind';
import { profileIdOf } from '../../profile-identity';
import { readSubmission, type ReadSubmission, submissionEvent } from '../../submission/read-submission';
import { type SubmittedProfile } from '../record-profiles/record-profiles.command';
import {
  type ProfileResult,
  SubmitProfileCommand,
  SubmitProfilesCommand,
  type SubmittedAndAwaited,
} from './submit-profile.command';

@CommandHandler(SubmitProfileCommand)
export class SubmitProfileHandler implements ICommandHandler<SubmitProfileCommand> {
  private readonly logger = new Logger(SubmitProfileHandler.name);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute({ kind, submission, tenant, waitMs }: SubmitProfileCommand): Promise<SubmittedAndAwaited> {
    const now = this.clock.now();
    const read = readSubmission(kind, submission, tenant, now.getTime());
    if (!read.ok) throw new InvalidInputError(read.problems);
    const { data } = read;
    const eventId = this.ids.next();
    await noteAccepted(this.unitOfWork, { kind, city: tenant, eventIds: [eventId], now });
    await this.log.publish([submissionEvent(kind, data, metaOf(eventId, now))]);
    this.logger.log('Submission accepted', { eventId });

    const { state, ...outcome } = await awaitOutcome(this.unitOfWork, this.clock, eventId, waitMs);
    if ('problems' in outcome) throw new InvalidInputError(outcome.problems);
    const kept = await keptIds(this.unitOfWork, kind, [data]);
    const profileId = kept.get(refOf(data)) ?? idOf(kind, data);
    return { eventId, profileId, outcome: state === 'recorded' || state === 'outdated' ? state : 'pending' };
  }
}

/** Records that go to the log at once. */
const AT_A_TIME = 100;

@CommandHandler(SubmitProfilesCommand)
export class SubmitProfilesHandler implements ICommandHandler<SubmitProfilesCommand> {
  private readonly logger = new Logger(SubmitProfilesHandler.name);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute({ kind, submissions, tenant }: SubmitProfilesCommand): Promise<readonly ProfileResult[]> {
    const now = this.clock.now();
    const results: ProfileResult[] = [];
    const repeated = new Map<string, Named>();
    for (let from = 0; from < submissions.length; from += AT_A_TIME) {
      const reads = submissions.slice(from, from + AT_A_TIME).map((submission, at) => {
        const read = readSubmission(kind, submission, tenant, now.getTime());
        return { read: read.ok ? inTurn(read, from + at, repeated) : read, eventId: this.ids.next() };
      });
      const right = reads.flatMap(({ read, eventId }) => (read.ok ? { data: read.data, eventId } : []));
      const eventIds = right.map(({ eventId }) => eventId);
      await noteAccepted(this.unitOfWork, { kind, city: tenant, eventIds, now });
      if (right.length > 0)
        await this.log.publish(
          right.map(({ data, eventId }) => submissionEvent(kind, data, metaOf(eventId, now))),
        );
      const kept = await keptIds(
        this.unitOfWork,
        kind,
        right.map(({ data }) => data),
      );
      for (const { read, eventId } of reads)
        results.push(
          read.ok
            ? { accepted: true, eventId, profileId: kept.get(refOf(read.data)) ?? idOf(kind, read.data) }
            : { accepted: false, problems: read.problems },
        );
    }
    this.logger.log('Submissions accepted', { accepted: results.filter(({ accepted }) => accepted).length });
    return results;
  }
}

/** Where a request names a record, and with which version. */
interface Named {
  readonly at: number;
  readonly version: number;
}

/** Of one record in one request, a later item needs a higher version: else nobody could tell which of them is meant. */
function inTurn(
  read: { readonly ok: true; readonly data: SubmittedProfile },
  at: number,
  earlier: Map<string, Named>,
): ReadSubmission {
  const { sourceId, version } = read.data;
  const before = earlier.get(refOf(read.data));
  if (before === undefined || version > before.version) {
    earlier.set(refOf(read.data), { at, version });
    return read;
  }
  return {
    ok: false,
    problems: [
      {
        code: 'RECORD_REPEATED',
        field: 'sourceId',
        value: sourceId,
        expected: `each record once, or later with a higher version: items[${before.at}] is of the same record`,
      },
    ],
  };
}

function metaOf(id: string, now: Date) {
  return { id, time: now.toISOString(), correlationId: CorrelationContext.current()?.correlationId };
}

function refOf({ source, sourceId }: SubmittedProfile): string {
  return partyRefText({ source, sourceId });
}

function idOf(kind: PartyKind, { source, sourceId, profile }: SubmittedProfile): string {
  return profileIdOf(kind, source, sourceId, profile);
}

/** The ids that records were given when they were first seen stay. */
async function keptIds(
  queries: Pick<UnitOfWork, 'query'>,
  kind: PartyKind,
  submissions: readonly SubmittedProfile[],
): Promise<ReadonlyMap<string, string>> {
  if (submissions.length === 0) return new Map();
  const rows = await queries.query<{ ref: string; profile_id: string }>(
    `select ref, profile_id from intake.source_record where kind = $1 and ref = any($2::text[])`,
    [kind, submissions.map(refOf)],
  );
  return new Map(rows.map((row) => [row.ref, row.profile_id]));
}
