import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  encodeEvent,
  investorRecordedV1,
  partyRefText,
  projectRecordedV1,
  type InvestorProfile,
  type ProjectProfile,
  type SharedInvestorProfile,
} from '@bole/contracts';
import { CLOCK, type Incoming, noteDecided, type Rejection, rejectionEvent } from '@bole/platform';
import { audienceOf, type Clock, contentHash, derivedId, type Problem } from '@bole/kernel';
import { tenantOf } from '@bole/taxonomy';
import { type OutboxEvent, type UnitOfWork, UNIT_OF_WORK } from '@bole/persistence';
import { type PartyKind } from '../../party-kind';
import { editOf, editProblems } from '../../profile-edit';
import { profileIdOf, registrationOf } from '../../profile-identity';
import { foreignPlace, inProfile, investorProblems, projectProblems } from '../../profile-rules';
import { ProfileStore, type RecordedProfile, type SourceRecord } from '../../store/profile.store';
import {
  RecordProfilesCommand,
  type RecordedProfiles,
  type SubmittedProfile,
} from './record-profiles.command';
import { checkEdits } from './checked-edits';
import { decided } from './decided';
import { type Candidate, supersede } from './supersede';

const SERVICE = 'ingest';

@CommandHandler(RecordProfilesCommand)
export class RecordProfilesHandler implements ICommandHandler<RecordProfilesCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ kind, submissions, undecodable }: RecordProfilesCommand): Promise<RecordedProfiles> {
    const now = this.clock.now();
    const candidates: Candidate[] = [];
    const rejections: Rejection[] = [...undecodable];
    for (const { record, event } of submissions) {
      const problems = rulesOf(kind, event.data);
      if (problems.length > 0) rejections.push({ record, problems });
      else candidates.push(toCandidate(kind, record, event));
    }

    return this.unitOfWork.run(async (transaction) => {
      const store = new ProfileStore(transaction, kind);
      const existing = await store.existing(candidates.map(({ sourceRecord }) => sourceRecord.ref));
      await store.lockShared(
        candidates.flatMap(({ sourceRecord, edit }) => {
          if (edit !== undefined) return edit.about;
          const kept = existing.get(sourceRecord.ref)?.profileId;
          // A record that stands for itself alone is guarded by its own row.
          return kept ?? (registrationOf(sourceRecord.profile) === undefined ? [] : sourceRecord.profileId);
        }),
      );
      const heads = await store.heads(candidates.flatMap(({ edit }) => edit?.about ?? []));
      const edits = checkEdits(kind, candidates, existing, heads);
      const { changed, bumped, reused } = supersede(edits.candidates, existing);
      await store.saveRecords([...changed, ...bumped], now);
      const recorded = await store.chooseProfiles(
        [...changed, ...bumped].map((record) => record.profileId),
        now,
      );
      const all = [...rejections, ...edits.refused, ...reused];
      await noteDecided(
        transaction,
        decided(kind, submissions, all, new Map([...existing, ...kept([...changed, ...bumped])])),
        now,
      );
      await transaction.emit([
        ...recorded.map((profile) => recordedEvent(kind, profile, now)),
        ...all.map((rejection) => rejectionEvent(SERVICE, rejection, now)),
      ]);
      return { changedRefs: changed.map((record) => record.ref), rejected: all.length };
    });
  }
}

function kept(records: readonly SourceRecord[]): [string, SourceRecord][] {
  return records.map((record) => [record.ref, record]);
}

function rulesOf(kind: PartyKind, data: SubmittedProfile): Problem[] {
  const edit = editProblems(data);
  return kind === 'investor'
    ? [...edit, ...investorProblems(data.profile as InvestorProfile).map(inProfile)]
    : [
        ...edit,
        ...projectProblems(data.profile as ProjectProfile).map(inProfile),
        ...foreignPlace(data.profile as ProjectProfile, data.tenant),
      ];
}

function toCandidate(
  kind: PartyKind,
  record: Candidate['record'],
  { data, meta }: Incoming<SubmittedProfile>['event'],
): Candidate {
  const edit = editOf(data);
  const sourceRecord = { ...toSourceRecord(kind, data, edit?.about), eventId: meta.id };
  return edit === undefined ? { record, sourceRecord } : { record, sourceRecord, edit };
}

function toSourceRecord(
  kind: PartyKind,
  data: SubmittedProfile,
  about: string | undefined,
): Omit<SourceRecord, 'eventId'> {
  return {
    ref: partyRefText({ source: data.source, sourceId: data.sourceId }),
    source: data.source,
    sourceId: data.sourceId,
    profileId: about ?? profileIdOf(kind, data.source, data.sourceId, data.profile),
    version: data.version,
    contentHash: contentHash(data.profile),
    tenant: data.tenant ?? null,
    ...(kind === 'investor'
      ? sharedAndKept(data.profile as InvestorProfile)
      : ownedProject(data.profile as ProjectProfile)),
  };
}

/** An investor is shared by all cities; the people there are not. */
function sharedAndKept({ contacts, ...profile }: InvestorProfile) {
  return { profile, contacts, city: null, audience: null };
}

function ownedProject(profile: ProjectProfile) {
  const city = tenantOf(profile.place.division);
  return { profile, contacts: [], city, audience: audienceOf(profile.visibility, city) };
}

function recordedEvent(kind: PartyKind, profile: RecordedProfile, now: Date): OutboxEvent {
  const meta = {
    id: derivedId('ev', kind, profile.id, String(profile.revision)),
    source: '/bole/ingest',
    time: now.toISOString(),
  };
  const { id, revision: version } = profile;
  return kind === 'investor'
    ? encodeEvent(
        investorRecordedV1,
        { id, version, profile: profile.profile as SharedInvestorProfile },
        meta,
      )
    : encodeEvent(projectRecordedV1, { id, version, profile: profile.profile as ProjectProfile }, meta);
}
