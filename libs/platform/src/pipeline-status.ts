import { GROUPS } from '@bole/contracts';
import { type EventLog } from '@bole/event-log';
import { type UnitOfWork } from '@bole/persistence';

/** What is still on its way, by place. Signals that wait for an unknown party are not: nothing in Bole moves them on. */
interface Pending {
  readonly total: number;
  readonly detail: Readonly<Record<string, number>>;
}

/**
 * How much of what was accepted has not yet become leads. Zero means that all of it has: the places are looked at in the
 * order in which records pass through them, and what a place hands on is in the next before it has left the one.
 */
export async function pendingWork(
  log: EventLog,
  unitOfWork: Pick<UnitOfWork, 'query'>,
  { tasks }: { readonly tasks: boolean } = { tasks: true },
): Promise<Pending> {
  const inbound = await lagsOf(log, INBOUND);
  const afterIngest = await tables(unitOfWork, tasks);
  const canonical = await lagsOf(log, CANONICAL);
  const afterMatcher = await tables(unitOfWork, tasks);
  const detail: Record<string, number> = { ...inbound, ...canonical };
  for (const place of ['outbox', 'parked', 'tasks', 'jobs'] as const)
    detail[place] = Math.max(afterIngest[place], afterMatcher[place]);
  return { total: Object.values(detail).reduce((sum, count) => sum + count, 0), detail };
}

/** What the courier has not told yet of is on its way out, not on its way to a lead. */
const { ingestInvestors, ingestProjects, ingestSignals, courier: _courier, ...downstream } = GROUPS;
const INBOUND = [ingestInvestors, ingestProjects, ingestSignals];
const CANONICAL = Object.values(downstream);

async function lagsOf(
  log: EventLog,
  groups: readonly { readonly group: string; readonly topics: readonly string[] }[],
): Promise<Record<string, number>> {
  const lags: Record<string, number> = {};
  for (const { group, topics } of groups) {
    const partitions = await log.lag(group, topics);
    lags[group] = partitions.reduce((sum, partition) => sum + Number(partition.lag), 0);
  }
  return lags;
}

async function tables(
  unitOfWork: Pick<UnitOfWork, 'query'>,
  countTasks: boolean,
): Promise<Record<'outbox' | 'parked' | 'tasks' | 'jobs', number>> {
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
  const { outbox = 0, parked = 0, tasks = 0, jobs = 0 } = row ?? {};
  return { outbox, parked, tasks: countTasks ? tasks : 0, jobs };
}
