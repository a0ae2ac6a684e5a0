import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { LEAD_STAGES } from '@bole/contracts';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { dayOf } from '../../lead-decisions';
import { type BoardColumn, GetBoardQuery } from './get-board.query';

@QueryHandler(GetBoardQuery)
export class GetBoardHandler implements IQueryHandler<GetBoardQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ ownerId }: GetBoardQuery): Promise<readonly BoardColumn[]> {
    const rows = await this.unitOfWork.query<BoardColumn>(
      `select stage, count(*) filter (where state = 'open')::int as open,
         count(*) filter (where state = 'paused')::int as paused, count(*) filter (where state = 'lost')::int as lost,
         sum(amount_cny) filter (where state = 'open') as "amountCny",
         count(*) filter (where state = 'open' and next_step_on < $2::date)::int as overdue
       from leads.lead where $1::text is null or owner_id = $1 group by stage`,
      [ownerId ?? null, dayOf(this.clock.now())],
    );
    const of = new Map(rows.map((row) => [row.stage, row]));
    return LEAD_STAGES.map(
      (stage) => of.get(stage) ?? { stage, open: 0, paused: 0, lost: 0, amountCny: null, overdue: 0 },
    );
  }
}
