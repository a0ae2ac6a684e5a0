import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Placeholders, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { mediumOf } from '../../contact-signals';
import { checkDays, withinDays } from '../../days';
import { heavyQuestion } from '../../store/heavy-question';
import { type Activity, ActivityQuery, type WeekOfKind } from './activity.query';

const MOST_WEEKS = 520;

@QueryHandler(ActivityQuery)
export class ActivityHandler implements IQueryHandler<ActivityQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ filter }: ActivityQuery): Promise<Activity> {
    checkDays(filter);
    const given = new Placeholders();
    const conditions = [
      `tenant = (select access.acting_city())`,
      ...withinDays('occurred_at', filter, given),
      ...(filter.project === undefined ? [] : [`project_id = ${given.add(filter.project)}`]),
    ];
    const week = `date_trunc('week', occurred_at at time zone ${given.add(filter.zone)}::text)`;
    const sql = `with of_investor as (
         select ${week} as week, kind, investor_id, count(*) as signals
         from intake.signal where ${conditions.join(' and ')} group by 1, 2, 3
       ), weekly as (
         select week, kind, sum(signals)::int as signals, count(*)::int as investors from of_investor group by 1, 2
       ), placed as (
         select weekly.*, dense_rank() over (order by week desc) as place from weekly
       )
       select to_char(week, 'YYYY-MM-DD') as week, kind, signals, investors
       from placed where place <= ${MOST_WEEKS} order by week, kind`;
    const rows = await heavyQuestion<Omit<WeekOfKind, 'medium'>>(this.unitOfWork, {
      sql,
      values: given.values,
    });
    return { weeks: rows.map((row) => ({ ...row, medium: mediumOf(row.kind) })) };
  }
}
