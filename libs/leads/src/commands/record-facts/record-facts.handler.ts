import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  investorRecordedV1,
  type ProjectProfile,
  projectRecordedV1,
  signalRecordedV1,
} from '@bole/contracts';
import { audienceOf, type Clock } from '@bole/kernel';
import { investorFacts, projectFacts } from '@bole/matching';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { BOLE_CONFIG, type BoleConfig, CLOCK, rejectionEvent } from '@bole/platform';
import { tenantOf } from '@bole/taxonomy';
import { FactsStore, type NewFacts } from '../../store/facts.store';
import { markTasks } from '../../store/task.store';
import { RecordFactsCommand, type RecordedFacts } from './record-facts.command';

@CommandHandler(RecordFactsCommand)
export class RecordFactsHandler implements ICommandHandler<RecordFactsCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
  ) {}

  async execute({ batch }: RecordFactsCommand): Promise<RecordedFacts> {
    const investors = newest(
      batch.ofType(investorRecordedV1).map(({ event: { data } }) => ({
        id: data.id,
        revision: data.version,
        active: data.profile.status === 'active',
        facts: investorFacts(data.id, data.profile),
      })),
    );
    const projects = newest(
      batch.ofType(projectRecordedV1).map(({ event: { data } }) => ({
        id: data.id,
        revision: data.version,
        active: data.profile.status === 'open',
        facts: projectFacts(data.id, data.profile),
        ...ownerOf(data.profile),
      })),
    );
    const signals = batch.ofType(signalRecordedV1).map(({ event }) => event.data);
    const now = this.clock.now();

    const recordedFacts = await this.unitOfWork.run(async (transaction) => {
      const store = new FactsStore(transaction);
      const changedProjects = await store.saveFacts('project', projects);
      const holders = await store.touchHoldersOf(changedProjects);
      const changedInvestors = await store.saveFacts('investor', investors);
      const recorded = await store.saveSignals(signals);
      const marks = { quietMs: this.config.matching.quietMs, changed: true };
      const ofSignals = recorded.map((signal) => signal.investor.id);
      const towards = recorded.flatMap((signal) => signal.project?.id ?? []);
      // Last, and investors before projects: see `finishTasks`.
      await markTasks(transaction, 'investor', [...changedInvestors, ...holders, ...ofSignals], marks);
      await markTasks(transaction, 'project', [...changedProjects, ...towards], marks);
      await transaction.emit(batch.undecodable.map((rejection) => rejectionEvent('matcher', rejection, now)));
      return { changed: changedInvestors.length + changedProjects.length + recorded.length };
    });
    // After the commit, for whoever sees the new epoch must see what it counts; and always, for a batch that comes again
    // after a crash changes nothing, though nobody has counted it yet.
    await this.unitOfWork.query(`select nextval('matching.deeds_epoch')`);
    return recordedFacts;
  }
}

function ownerOf({ place, visibility }: ProjectProfile): Required<Pick<NewFacts, 'city' | 'audience'>> {
  const city = tenantOf(place.division);
  return { city, audience: audienceOf(visibility, city) };
}

/** Of several revisions of one party in one batch, the newest. */
function newest(items: readonly NewFacts[]): NewFacts[] {
  const byId = new Map<string, NewFacts>();
  for (const item of items) {
    const known = byId.get(item.id);
    if (known === undefined || known.revision < item.revision) byId.set(item.id, item);
  }
  return [...byId.values()];
}
