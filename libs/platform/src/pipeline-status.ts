import { GROUPS } from '@bole/contracts';
import { type EventLog } from '@bole/event-log';
import { type UnitOfWork } from '@bole/persistence';

/** What is still on its way, by place. Signals that wait for an unknown party are not: nothing in Bole moves them on. */
export interface Pending {
  readonly total: number;
  readonly detail: Readonly<Record<string, number>>;
}

/** How much of what was accepted has not yet become leads. Zero means that all of it has. */
export async function pendingWork(
  log: EventLog,
  unitOfWork: Pick<UnitOfWork, 'query'>,
  { tasks }: { readonly tasks: boolean } = { tasks: true },
): Promise<Pending> {
  const detail: Record<string, number> = {};
  for (const { group, topics } of Object.values(GROUPS)) {
    const lags = await log.lag(group, topics);
    detail[group] = lags.reduce((sum, partition) => sum + Number(partition.lag), 0);
  }
  // Read in one statement, so that nothing is missed on its way from one table to the next.
  const [row] = await unitOfWork.query<Record<'outbox' | 'parked' | 'tasks' | 'jobs', number>>(
    `select (select count(*) from outbox.event)::int as outbox,
       (select count(*) from intake.parked_signal w
        where (exists (select from intake.source_record s where s.kind = 'investor' and s.ref = w.investor_ref)
               or exists (select from intake.investor p where p.id = w.investor_ref))
          and (w.project_ref is null
               or exists (select from intake.source_record s where s.kind = 'project' and s.ref = w.project_ref)
               or exists (select from intake.project p where p.id = w.project_ref)))::int as parked,
       (select count(*) from matching.task)::int as tasks,
       (select count(*) from work.job where state in ('queued', 'running'))::int as jobs`,
  );
  if (row !== undefined) Object.assign(detail, { ...row, tasks: tasks ? row.tasks : 0 });
  return { total: Object.values(detail).reduce((sum, count) => sum + count, 0), detail };
}
