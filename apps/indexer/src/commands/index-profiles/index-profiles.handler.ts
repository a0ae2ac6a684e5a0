import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { investorRecordedV1, projectRecordedV1 } from '@bole/contracts';
import { type Clock } from '@bole/kernel';
import { investorDocument, projectDocument } from '@bole/matching';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, rejectionEvent } from '@bole/platform';
import { type SearchDeletion, type SearchDocument, type SearchIndex } from '@bole/search';
import { IndexProfilesCommand, type IndexTarget } from './index-profiles.command';

@CommandHandler(IndexProfilesCommand)
export class IndexProfilesHandler implements ICommandHandler<IndexProfilesCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ batch, target }: IndexProfilesCommand): Promise<void> {
    const investors = batch.ofType(investorRecordedV1).map(({ event: { data } }) => ({
      id: data.id,
      version: data.version,
      content: data.profile.status === 'active' ? investorDocument(data.profile) : undefined,
    }));
    const projects = batch.ofType(projectRecordedV1).map(({ event: { data } }) => ({
      id: data.id,
      version: data.version,
      // Closed projects stay: who invested in them tells who may invest in those that are like them.
      content: projectDocument(data.profile),
    }));
    await write(target, 'investors', newest(investors));
    await write(target, 'projects', newest(projects));

    // While a build reads the topics again, what it cannot decode was rejected when it first came.
    if (target.kind === 'live' && batch.undecodable.length > 0) {
      const now = this.clock.now();
      await this.unitOfWork.run((transaction) =>
        transaction.emit(batch.undecodable.map((rejection) => rejectionEvent('indexer', rejection, now))),
      );
    }
  }
}

interface Change {
  readonly id: string;
  readonly version: number;
  /** Undefined: the document goes. */
  readonly content: Pick<SearchDocument, 'fields' | 'facets'> | undefined;
}

async function write(target: IndexTarget, index: SearchIndex, changes: readonly Change[]): Promise<void> {
  const documents: SearchDocument[] = [];
  const deletions: SearchDeletion[] = [];
  for (const { id, version, content } of changes) {
    if (content === undefined) deletions.push({ id, version });
    else documents.push({ id, version, ...content });
  }
  if (target.kind === 'live') {
    if (documents.length > 0) await target.engine.replace(index, documents);
    if (deletions.length > 0) await target.engine.remove(index, deletions);
  } else {
    if (documents.length > 0) await target.builds[index].replace(documents);
    if (deletions.length > 0) await target.builds[index].remove(deletions);
  }
}

function newest(changes: readonly Change[]): Change[] {
  const byId = new Map<string, Change>();
  for (const change of changes) {
    const known = byId.get(change.id);
    if (known === undefined || known.version < change.version) byId.set(change.id, change);
  }
  return [...byId.values()];
}
