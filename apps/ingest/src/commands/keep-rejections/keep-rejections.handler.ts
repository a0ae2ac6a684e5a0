import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type DataOf, HEADER, type recordRejectedV1 } from '@bole/contracts';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { KeepRejectionsCommand, NoteReplayedCommand } from './keep-rejections.command';

@CommandHandler(KeepRejectionsCommand)
export class KeepRejectionsHandler implements ICommandHandler<KeepRejectionsCommand> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ rejections }: KeepRejectionsCommand): Promise<void> {
    const rows = rejections.map((rejection) => ({
      id: rejection.id,
      service: rejection.service,
      topic: rejection.topic,
      partition: rejection.partition,
      position: rejection.position,
      rejected_at: rejection.rejectedAt,
      problems: rejection.problems,
      key: rejection.original.key,
      value: rejection.original.value,
      headers: rejection.original.headers,
      event_id: eventIdOf(rejection.original),
      tenant: tenantOf(rejection.original),
    }));
    await this.unitOfWork.query(
      `insert into intake.rejected_record (id, service, topic, partition, position, rejected_at, problems, key, value, headers,
         event_id, tenant)
       select id, service, topic, partition, position, rejected_at, problems, decode(key, 'base64'), decode(value, 'base64'), headers,
         event_id, coalesce(tenant, (select city from intake.submission where submission.event_id = r.event_id))
       from jsonb_to_recordset($1::jsonb) as r(id text, service text, topic text, partition int, position text,
         rejected_at timestamptz, problems jsonb, key text, value text, headers jsonb, event_id text, tenant text)
       on conflict (id) do nothing`,
      [JSON.stringify(rows)],
    );
  }
}

type Original = DataOf<typeof recordRejectedV1>['original'];

/** By which whoever submitted the record finds out. What was rejected may be anything: it may not even say. */
function eventIdOf({ headers }: Original): string | null {
  const id = Buffer.from(headers[HEADER.id] ?? '', 'base64').toString('latin1');
  return /^[\x21-\x7e]{1,200}$/.test(id) ? id : null;
}

/** The city that submitted the record, as only it may see the rejection. Where it does not say, who submitted it by HTTP does. */
function tenantOf({ value }: Original): string | null {
  try {
    const { tenant } = JSON.parse(Buffer.from(value ?? '', 'base64').toString()) as { tenant?: unknown };
    return typeof tenant === 'string' && /^\d{6}$/.test(tenant) ? tenant : null;
  } catch {
    return null;
  }
}

@CommandHandler(NoteReplayedCommand)
export class NoteReplayedHandler implements ICommandHandler<NoteReplayedCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ rejectionIds }: NoteReplayedCommand): Promise<void> {
    await this.unitOfWork.query(
      `update intake.rejected_record set replayed_at = $2 where id = any($1::text[])`,
      [rejectionIds, this.clock.now()],
    );
  }
}
