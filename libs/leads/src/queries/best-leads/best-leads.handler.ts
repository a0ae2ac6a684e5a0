import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, endOfDay } from '@bole/kernel';
import { reasonsOf } from '@bole/matching';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { RecordLoader } from '../../loader/record.loader';
import { ModelsInUse } from '../../models/city-models';
import { type MatchRow, toScored } from '../../store/match.row';
import { type BestLead, BestLeadsQuery } from './best-leads.query';

@QueryHandler(BestLeadsQuery)
export class BestLeadsHandler implements IQueryHandler<BestLeadsQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly loader: RecordLoader,
    private readonly models: ModelsInUse,
  ) {}

  async execute({ limit }: BestLeadsQuery): Promise<readonly BestLead[]> {
    const rows = await this.unitOfWork.query<MatchRow & { city: string }>(
      `select * from (
         select distinct on (match.project_id) match.*, mark.mark is not null as pinned
         from matching.match left join leads.lead_mark as mark on mark.city = match.city
           and mark.project_id = match.project_id and mark.investor_id = match.investor_id
         where mark.mark is distinct from 'hidden'
         order by match.project_id, pinned desc, match.score desc, match.investor_id) as best
       order by pinned desc, score desc, lead_id limit $1`,
      [limit],
    );
    const asOf = endOfDay(this.clock.now());
    const investors = await this.loader.investors(
      rows.map((row) => row.investor_id),
      asOf,
    );
    const projects = await this.loader.projects(
      rows.map((row) => row.project_id),
      asOf,
      await this.models.now(),
    );
    return rows.flatMap((row): BestLead[] => {
      const investor = investors.get(row.investor_id);
      const project = projects.get(row.project_id);
      if (investor === undefined || project === undefined) return [];
      return [
        {
          leadId: row.lead_id,
          projectId: row.project_id,
          investorId: row.investor_id,
          city: row.city,
          projectNames: project.facts.names,
          investorNames: investor.facts.names,
          score: row.score,
          reasons: reasonsOf(toScored(row), { investor, project }),
        },
      ];
    });
  }
}
