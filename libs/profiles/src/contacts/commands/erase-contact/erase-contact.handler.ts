import { randomBytes } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ALL_TOPICS } from '@bole/contracts';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type Clock, DAY_MS, derivedId, type Ids } from '@bole/kernel';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  CLOCK,
  IDS,
  type LogTraces,
  type Person,
  PERSONAL_DATA_SOURCES,
  type PersonalDataSource,
} from '@bole/platform';
import { type ContactRow } from '../../contact';
import { forgetHashes } from '../../erasure/contact.personal-data';
import { lockErasures } from '../../erasure/erased-people';
import { type ClearedLog, clearLog } from '../../erasure/log-copies';
import { personOf } from '../../erasure/person-of-contact';
import { ownerOf } from '../../erasure/record-owner';
import { contactNotFound } from '../../store/contact.store';
import { beginErasure, findErasure, finishErasure, keepOut } from '../../store/erasure.store';
import { EraseContactCommand, type ErasureReceipt } from './erase-contact.command';

/**
 * In three steps, of which the contact's own row goes last: a process that dies in between leaves it there, and whoever
 * asks again lets the erasure go on.
 */
@CommandHandler(EraseContactCommand)
export class EraseContactHandler implements ICommandHandler<EraseContactCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PERSONAL_DATA_SOURCES) private readonly sources: readonly PersonalDataSource[],
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute(command: EraseContactCommand): Promise<ErasureReceipt> {
    const begun = await this.unitOfWork.run((transaction) => this.begin(transaction, command));
    if (!('person' in begun)) return begun;
    const { id, person } = begun;
    const traces = await this.traces(person);
    const owner = await ownerOf(this.unitOfWork, person);
    const cleared = await clearLog(this.log, person, owner, traces);
    return this.unitOfWork.run((transaction) => this.finish(transaction, id, command.id, cleared));
  }

  /** Nobody who is this person is taken in from here on. */
  private async begin(
    transaction: Transaction,
    { city, by, id: contactId, reason }: EraseContactCommand,
  ): Promise<ErasureReceipt | { readonly id: string; readonly person: Person }> {
    await lockErasures(transaction, city);
    const row = await contactRow(transaction, contactId);
    const earlier = await findErasure(transaction, 'contact', contactId);
    if (row === undefined) {
      if (earlier === undefined) throw contactNotFound(contactId);
      return earlier;
    }
    const at = this.clock.now();
    const person = await personOf(transaction, row);
    await keepOut(transaction, city, person.identity, at, randomBytes(32));
    if (earlier?.finishedAt === null) return { id: earlier.id, person };
    const id = derivedId('ers', this.ids.next());
    await beginErasure(transaction, { id, city, contactIds: [contactId], reason, askedBy: by.id, at });
    return { id, person };
  }

  private async finish(
    transaction: Transaction,
    id: string,
    contactId: string,
    cleared: ClearedLog,
  ): Promise<ErasureReceipt> {
    const row = await contactRow(transaction, contactId);
    // Somebody who asked at the same time was quicker.
    const done = row === undefined ? await findErasure(transaction, 'id', id) : undefined;
    if (done !== undefined) return done;
    if (row === undefined) throw contactNotFound(contactId);
    const person = await personOf(transaction, row);
    let removed: Record<string, number> = { logRecords: cleared.records };
    for (const source of this.sources) removed = { ...removed, ...(await source.erase(transaction, person)) };
    await forgetHashes(transaction, cleared.refs);
    const at = this.clock.now();
    return finishErasure(transaction, {
      ...{ id, contactIds: person.contactIds, removed, at },
      lastCopyGoneAt: lastCopyGoneAt(cleared.leaving, at),
    });
  }

  private async traces(person: Person): Promise<LogTraces[]> {
    const traces: LogTraces[] = [];
    for (const source of this.sources) traces.push(...((await source.logTraces?.(person)) ?? []));
    return traces;
  }
}

async function contactRow(transaction: Transaction, id: string): Promise<ContactRow | undefined> {
  const [row] = await transaction.query<ContactRow>(`select * from intake.contact where id = $1 for update`, [
    id,
  ]);
  return row;
}

/** Records that cannot be changed leave by retention, a segment of at most a day at a time. */
function lastCopyGoneAt(topics: readonly string[], now: Date): Date {
  const kept = ALL_TOPICS.filter(({ name }) => topics.includes(name)).map(
    ({ retentionMs }) => (retentionMs ?? REPLACED_KEPT_MS) + DAY_MS,
  );
  return new Date(now.getTime() + Math.max(0, ...kept));
}

/** How long Kafka keeps what a newer record of its key has replaced (kafka-topics.ts). */
const REPLACED_KEPT_MS = 14 * DAY_MS;
