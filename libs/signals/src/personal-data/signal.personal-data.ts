import { Inject, Injectable } from '@nestjs/common';
import { TOPICS } from '@bole/contracts';
import { contentHash } from '@bole/kernel';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  type LogTraces,
  type Person,
  type PersonalDataSection,
  type PersonalDataSource,
  withoutPerson,
} from '@bole/platform';
import { type ReportedSignal } from '../commands/record-signals/record-signals.command';
import { recordedSignalEvent } from '../store/signal.store';

interface Row {
  readonly id: string;
  readonly investor_id: string;
  readonly project_id: string | null;
  readonly tenant: string;
  readonly facts: ReportedSignal;
  readonly received_at: Date;
}

/** Signals whose notes or channels name a contact. They stay, without the person. */
@Injectable()
export class SignalPersonalData implements PersonalDataSource {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async export(person: Person): Promise<readonly PersonalDataSection[]> {
    const rows = await naming(this.unitOfWork, person);
    return [{ name: 'signals', items: rows.map(({ row: { id, facts } }) => ({ id, ...facts })) }];
  }

  async logTraces(person: Person): Promise<readonly LogTraces[]> {
    const rows = (await naming(this.unitOfWork, person)).map(({ row }) => row);
    if (rows.length === 0) return [];
    return [
      {
        topic: TOPICS.inboundSignals.name,
        keys: new Map(rows.map((row) => [`${row.facts.source}:${row.facts.sourceId}`, row.investor_id])),
      },
      { topic: TOPICS.signals.name, keys: new Map(rows.map((row) => [row.id, row.investor_id])) },
    ];
  }

  /**
   * Another event of the same signal, with the id and the time of the first, lets that be compacted away where records
   * cannot be changed.
   */
  async erase(transaction: Transaction, person: Person): Promise<Readonly<Record<string, number>>> {
    const rows = await naming(transaction, person);
    for (const { row, facts } of rows)
      await transaction.query(`update intake.signal set facts = $2::jsonb, content_hash = $3 where id = $1`, [
        row.id,
        JSON.stringify(facts),
        contentHash(facts),
      ]);
    await transaction.emit(rows.map(({ row, facts }) => redactedEvent(row, facts)));
    return { signals: rows.length };
  }
}

interface Found {
  readonly row: Row;
  /** What stays of the signal without the person. */
  readonly facts: ReportedSignal;
}

/** The city's signals that carry the person. The search in SQL finds too many; the redaction decides. */
async function naming(database: Pick<UnitOfWork, 'query'>, person: Person): Promise<Found[]> {
  const { city, emails, phones, names, investorIds } = person;
  const rows = await database.query<Row>(
    `select id, investor_id, project_id, tenant, facts, received_at from intake.signal,
       lateral (select coalesce(facts ->> 'note', '') || ' ' || coalesce(facts ->> 'channel', '') as text) as said
     where tenant = $1 and length(text) > 1
       and (exists (select from unnest($2::text[]) as email where position(email in lower(text)) > 0)
         or exists (select from unnest($3::text[]) as phone where position(phone in regexp_replace(text, '[^0-9]', '', 'g')) > 0)
         or (investor_id = any($4::text[])
           and exists (select from unnest($5::text[]) as name where position(lower(name) in lower(text)) > 0)))
     order by id`,
    [city, emails, phones, investorIds, names],
  );
  return rows
    .map((row) => ({ row, facts: withoutPerson(row.facts, person, { aboutInvestor: row.investor_id }) }))
    .filter(({ row, facts }) => facts !== row.facts);
}

function redactedEvent(row: Row, facts: ReportedSignal): ReturnType<typeof recordedSignalEvent> {
  const { investor_id: investorId, project_id: projectId, id, tenant, received_at: at } = row;
  return recordedSignalEvent({ id, facts, investorId, projectId, tenant }, at);
}
