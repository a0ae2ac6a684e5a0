import { Inject, Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  encodeEvent,
  type InvestorProfile,
  investorSubmittedV1,
  partyRefText,
  problemsOf,
  type ProjectProfile,
  projectSubmittedV1,
  sourceOfTenant,
  unknownFields,
} from '@bole/contracts';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type Clock, type Ids, InvalidInputError } from '@bole/kernel';
import { CLOCK, CorrelationContext, IDS } from '@bole/platform';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type PartyKind } from '../../party-kind';
import { profileIdOf } from '../../profile-identity';
import { foreignPlace, inProfile, investorProblems, projectProblems } from '../../profile-rules';
import { SubmitProfileCommand, type Submitted } from './submit-profile.command';

@CommandHandler(SubmitProfileCommand)
export class SubmitProfileHandler implements ICommandHandler<SubmitProfileCommand> {
  private readonly logger = new Logger(SubmitProfileHandler.name);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute({ kind, submission, tenant }: SubmitProfileCommand): Promise<Submitted> {
    const now = this.clock.now();
    const eventId = this.ids.next();
    const event = kind === 'investor' ? investorSubmittedV1 : projectSubmittedV1;
    const versioned = isObject(submission) ? { version: now.getTime(), ...submission } : submission;
    const parsed = event.data.safeParse(versioned);
    if (!parsed.success) throw new InvalidInputError(problemsOf(parsed.error, versioned));

    const data =
      tenant === undefined
        ? parsed.data
        : { ...parsed.data, source: sourceOfTenant(tenant, parsed.data.source), tenant };
    const { source, sourceId, profile } = data;
    const problems = [
      ...unknownFields(versioned, parsed.data),
      ...(kind === 'investor'
        ? investorProblems(profile as InvestorProfile)
        : projectProblems(profile as ProjectProfile)
      ).map(inProfile),
      ...(kind === 'project' ? foreignPlace(profile as ProjectProfile, tenant) : []),
    ];
    if (problems.length > 0) throw new InvalidInputError(problems);

    const correlationId = CorrelationContext.current()?.correlationId;
    const meta = { id: eventId, source: '/bole/gateway', time: now.toISOString(), correlationId };
    await this.log.publish([
      kind === 'investor'
        ? encodeEvent(investorSubmittedV1, data as typeof investorSubmittedV1.golden, meta)
        : encodeEvent(projectSubmittedV1, data as typeof projectSubmittedV1.golden, meta),
    ]);
    this.logger.log('Submission accepted', { eventId });
    return {
      eventId,
      profileId: (await this.keptId(kind, source, sourceId)) ?? profileIdOf(kind, source, sourceId, profile),
    };
  }

  /** The id that the record was given when it was first seen stays. */
  private async keptId(kind: PartyKind, source: string, sourceId: string): Promise<string | undefined> {
    const [row] = await this.unitOfWork.query<{ profile_id: string }>(
      `select profile_id from intake.source_record where kind = $1 and ref = $2`,
      [kind, partyRefText({ source, sourceId })],
    );
    return row?.profile_id;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
