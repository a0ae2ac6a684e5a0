import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, InvalidInputError, PreconditionFailedError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { MOST_EXPLORATION, type Ranking } from '../../ranking';
import { rankingOf, type RankingRow, toRanking } from '../../store/ranking.store';
import { SetRankingCommand } from './set-ranking.command';

@CommandHandler(SetRankingCommand)
export class SetRankingHandler implements ICommandHandler<SetRankingCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ city, by, exploration, revision }: SetRankingCommand): Promise<Ranking> {
    if (!(exploration >= 0 && exploration <= MOST_EXPLORATION))
      throw new InvalidInputError([
        {
          code: exploration > 0 ? 'FIELD_TOO_LARGE' : 'FIELD_TOO_SMALL',
          field: 'exploration',
          value: String(exploration),
          expected: `a share from 0 to ${MOST_EXPLORATION}`,
        },
      ]);
    return this.unitOfWork.run(async (transaction) => {
      const before = await rankingOf(transaction, city);
      const [kept] = await transaction.query<RankingRow>(
        `insert into leads.ranking as kept (city, exploration, by_kind, by_id, by_name, at)
         select $1, $2, $3, $4, $5, $6 where coalesce($7::bigint, $8::bigint) = $8::bigint
         on conflict (city) do update set exploration = excluded.exploration, by_kind = excluded.by_kind,
           by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at, revision = kept.revision + 1
         where coalesce($7::bigint, kept.revision) = kept.revision
         returning *`,
        [city, exploration, by.kind, by.id, by.name, this.clock.now(), revision ?? null, before.revision],
      );
      if (kept === undefined)
        throw new PreconditionFailedError(
          'REVISION_MOVED_ON',
          `The settings are not at revision ${revision ?? 0} any more: read them again.`,
        );
      if (before.exploration !== exploration) await transaction.query(`select matching.match_city_again()`);
      return toRanking(kept);
    });
  }
}
