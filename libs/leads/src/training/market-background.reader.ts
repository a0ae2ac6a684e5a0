import { type Background, BACKGROUND_MOST, type Deed, pastEntry, type ProjectFacts } from '@bole/matching';
import { type UnitOfWork } from '@bole/persistence';

/**
 * What is usual in the market of all public projects, as `backgroundOf` takes it from a history. In the database, as it keeps a few
 * thousand entries of a market that may have millions.
 */
export async function marketBackground(
  queries: Pick<UnitOfWork, 'query'>,
  now: Date,
  most = BACKGROUND_MOST,
): Promise<Background> {
  const rows = await queries.query<EntryRow>(
    `with entry as (
       select distinct on (investor_id, project_id) signal.id, project_id, occurred_at, signal.facts
       from matching.signal join matching.party on party.kind = 'project' and party.id = project_id
       where deed and occurred_at < $1 and party.audience = 'public'
       order by investor_id, project_id, occurred_at, signal.id),
     numbered as (
       select entry.*, row_number() over (order by occurred_at, id) - 1 as place, count(*) over () as entries
       from entry)
     select occurred_at, numbered.facts, project.facts as project, entries
     from numbered
       left join matching.facts as project on project.kind = 'project' and project.id = project_id
     where (place * least(entries, $2) + entries - 1) / entries < ((place + 1) * least(entries, $2) + entries - 1) / entries
     order by place`,
    [now, most],
  );
  const sample = rows.map(({ occurred_at, facts, project }) =>
    pastEntry({ ...facts, occurredAt: occurred_at.getTime(), project: project ?? undefined }),
  );
  return { entries: Number(rows[0]?.entries ?? 0), sample };
}

interface EntryRow {
  readonly occurred_at: Date;
  readonly facts: Pick<Deed, 'fundingStage' | 'amountCny'>;
  readonly project: ProjectFacts | null;
  readonly entries: string;
}
