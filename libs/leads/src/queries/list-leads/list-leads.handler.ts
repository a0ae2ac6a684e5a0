import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, endOfDay, type LocalizedText, NotFoundError } from '@bole/kernel';
import { explain } from '@bole/matching';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { RecordLoader } from '../../loader/record.loader';
import { type MatchRow, toScored } from '../../store/match.row';
import { type LeadList, ListLeadsQuery, type RankedLead } from './list-leads.query';

@QueryHandler(ListLeadsQuery)
export class ListLeadsHandler implements IQueryHandler<ListLeadsQuery> {
  private readonly loader: RecordLoader;

  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.loader = new RecordLoader(unitOfWork);
  }

  async execute({ party, limit, language }: ListLeadsQuery): Promise<LeadList> {
    const [own] = await this.unitOfWork.query<{ names: LocalizedText; as_of: Date | null }>(
      `select facts.facts -> 'names' as names, list.as_of
       from matching.facts left join matching.list using (kind, id) where facts.kind = $1 and facts.id = $2`,
      [party.kind, party.id],
    );
    if (own === undefined)
      throw new NotFoundError('PARTY_NOT_FOUND', `There is no ${party.kind} ${party.id}.`);

    const other = party.kind === 'project' ? 'investor' : 'project';
    const rows = await this.unitOfWork.query<MatchRow & { changed_at: Date; names: LocalizedText }>(
      `select match.*, facts.facts -> 'names' as names
       from matching.match join matching.facts on facts.kind = '${other}' and facts.id = match.${other}_id
       where match.${party.kind}_id = $1 and match.for_${party.kind} order by match.score desc, match.${other}_id limit $2`,
      [party.id, limit],
    );
    const asOf = own.as_of ?? endOfDay(this.clock.now());
    const investors = await this.loader.investors(
      rows.map((row) => row.investor_id),
      asOf,
    );
    const projects = await this.loader.projects(
      rows.map((row) => row.project_id),
      asOf,
    );
    const leads = rows.flatMap((row): Omit<RankedLead, 'rank'>[] => {
      const investor = investors.get(row.investor_id);
      const project = projects.get(row.project_id);
      if (investor === undefined || project === undefined) return [];
      const scored = toScored(row);
      return [
        {
          ...scored,
          leadId: row.lead_id,
          names: row.names,
          moved: row.moved,
          explanation: explain(scored, { investor, project }, language),
          changedAt: row.changed_at.toISOString(),
        },
      ];
    });
    const ranked = leads.map((lead, at) => ({ ...lead, rank: at + 1 }));
    return { party, names: own.names, asOf: own.as_of?.toISOString() ?? null, leads: ranked };
  }
}
