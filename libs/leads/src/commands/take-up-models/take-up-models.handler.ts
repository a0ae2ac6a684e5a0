import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { NO_CITY } from '@bole/taxonomy';
import { markTasks } from '../../store/task.store';
import { TakeUpModelsCommand } from './take-up-models.command';

@CommandHandler(TakeUpModelsCommand)
export class TakeUpModelsHandler implements ICommandHandler<TakeUpModelsCommand> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute(): Promise<{ parties: number }> {
    const cities = await waiting(this.unitOfWork);
    if (cities === undefined) return { parties: 0 };
    return this.unitOfWork.run(async (transaction) => {
      // Another process may have been faster; and from the lock on, a further change waits for the next time.
      await transaction.query(`select from matching.model_taken_up for update`);
      const still = await waiting(transaction);
      if (still === undefined) return { parties: 0 };
      const projects = await projectsOf(transaction, still.cities);
      const investors = await investorsOn(transaction, projects);
      await markTasks(transaction, 'investor', investors, { quietMs: 0, changed: false });
      // As if they had changed themselves, so that they enter the lists of investors for whom they are better now.
      await markTasks(transaction, 'project', projects, { quietMs: 0, changed: true });
      await transaction.query(`update matching.model_taken_up set seq = $1`, [still.upTo]);
      return { parties: projects.length + investors.length };
    });
  }
}

interface Waiting {
  readonly cities: readonly string[];
  readonly upTo: string;
}

async function waiting(queries: Pick<Transaction, 'query'>): Promise<Waiting | undefined> {
  const [row] = await queries.query<{ cities: string[] | null; up_to: string | null }>(
    `select array_agg(distinct city) as cities, max(seq) as up_to from matching.model_use
     where seq > (select seq from matching.model_taken_up)`,
  );
  return row?.cities == null || row.up_to === null ? undefined : { cities: row.cities, upTo: row.up_to };
}

/** Active projects of these cities; with `000000` among them, also those of all cities that have chosen no model. */
async function projectsOf(transaction: Transaction, cities: readonly string[]): Promise<string[]> {
  const rows = await transaction.query<{ id: string }>(
    `with chosen as (select distinct on (city) city, version from matching.model_use order by city, seq desc)
     select id from matching.party
     where kind = 'project' and active and (coalesce(city, '${NO_CITY}') = any($1::text[])
       or '${NO_CITY}' = any($1::text[]) and not exists (
         select from chosen where chosen.city = party.city and chosen.version is not null))
     order by id`,
    [cities],
  );
  return rows.map(({ id }) => id);
}

async function investorsOn(transaction: Transaction, projects: readonly string[]): Promise<string[]> {
  const rows = await transaction.query<{ id: string }>(
    `select distinct investor_id as id from matching.match where project_id = any($1::text[])`,
    [projects],
  );
  return rows.map(({ id }) => id);
}
