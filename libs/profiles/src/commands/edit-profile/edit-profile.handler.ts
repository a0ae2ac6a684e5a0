import { Inject, Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { partyRefText, type ProjectProfile, type SharedInvestorProfile } from '@bole/contracts';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import {
  type Clock,
  ForbiddenError,
  type Ids,
  InvalidInputError,
  NotFoundError,
  PreconditionFailedError,
  type Problem,
} from '@bole/kernel';
import { awaitOutcome, CLOCK, CorrelationContext, IDS, noteAccepted } from '@bole/platform';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type PartyKind } from '../../party-kind';
import { editRef } from '../../profile-edit';
import { profileProblems, submissionEvent } from '../../submission/read-submission';
import { type SubmittedProfile } from '../record-profiles/record-profiles.command';
import { EditProfileCommand, type Edited } from './edit-profile.command';

/** How long an edit waits for what becomes of it. */
const WAIT_MS = 5_000;

@CommandHandler(EditProfileCommand)
export class EditProfileHandler implements ICommandHandler<EditProfileCommand> {
  private readonly logger = new Logger(EditProfileHandler.name);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute({ kind, id, profile, revision, tenant }: EditProfileCommand): Promise<Edited> {
    const ref = editRef(tenant, id);
    const kept = await this.read(kind, id, ref);
    if (kept === undefined) throw notFound(kind, id);
    if (kind === 'project' && kept.city !== tenant) throw foreign(id);
    const present = Number(kept.revision);
    if (revision !== undefined && revision !== present) throw changed(id);
    const problems = profileProblems(
      kind,
      { contacts: [], ...profile } as SubmittedProfile['profile'],
      tenant,
    );
    if (problems.length > 0) throw new InvalidInputError(problems);

    const now = this.clock.now();
    const eventId = this.ids.next();
    const data = {
      ...ref,
      tenant,
      about: id,
      ifRevision: present,
      version: Math.max(now.getTime(), Number(kept.own_version ?? 0) + 1),
      profile: kind === 'investor' ? { ...profile, contacts: [] } : profile,
    } as SubmittedProfile;
    const correlationId = CorrelationContext.current()?.correlationId;
    await noteAccepted(this.unitOfWork, { kind, city: tenant, eventIds: [eventId], now, editOf: id });
    await this.log.publish([
      submissionEvent(kind, data, { id: eventId, time: now.toISOString(), correlationId }),
    ]);
    this.logger.log('Edit accepted', { eventId });
    const outcome = await awaitOutcome(this.unitOfWork, this.clock, eventId, WAIT_MS);
    if (outcome.state === 'rejected') throw refusal(kind, id, outcome.problems);
    return { eventId, outcome: outcome.state === 'recorded' ? 'recorded' : 'pending', before: kept.profile };
  }

  private async read(
    kind: PartyKind,
    id: string,
    ref: { source: string; sourceId: string },
  ): Promise<KeptRow | undefined> {
    const [row] = await this.unitOfWork.query<KeptRow>(
      `select revision, profile, ${kind === 'project' ? 'city' : 'null'} as city,
         (select version from intake.source_record where kind = $2 and ref = $3) as own_version
       from intake.${kind} where id = $1`,
      [id, kind, partyRefText(ref)],
    );
    return row;
  }
}

interface KeptRow {
  readonly revision: string;
  readonly profile: SharedInvestorProfile | ProjectProfile;
  readonly city: string | null;
  /** Of the city's last edit. */
  readonly own_version: string | null;
}

/** What ingest found when the edit came to its turn, as it would have been said at once. */
function refusal(kind: PartyKind, id: string, problems: readonly Problem[]): Error {
  switch (problems[0]?.code) {
    case 'PROFILE_NOT_FOUND':
      return notFound(kind, id);
    case 'PROJECT_CITY_FOREIGN':
      return foreign(id);
    case 'PROFILE_CHANGED':
      return changed(id);
    default:
      return new InvalidInputError(problems);
  }
}

function notFound(kind: PartyKind, id: string): NotFoundError {
  return new NotFoundError('PROFILE_NOT_FOUND', `There is no ${kind} ${id}.`);
}

function foreign(id: string): ForbiddenError {
  return new ForbiddenError('PROJECT_CITY_FOREIGN', `The project ${id} belongs to another city.`);
}

function changed(id: string): PreconditionFailedError {
  return new PreconditionFailedError(
    'PROFILE_CHANGED',
    `${id} has changed since you read it: read it again.`,
  );
}
