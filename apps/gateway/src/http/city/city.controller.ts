import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  type CityDescription,
  DescribeCityQuery,
  GetSingleSignOnQuery,
  type Principal,
  RemoveSingleSignOnCommand,
  SetSingleSignOnCommand,
  type SingleSignOn,
} from '@bole/access';
import { GetRankingQuery, type Ranking, SetRankingCommand } from '@bole/leads';
import { authorOf } from '../contacts/author';
import { AuditNote, Caller, Endpoint, IfMatch, Input, type InputOf, setRevision } from '../endpoint';
import * as routes from './city.endpoints';

/** The caller's city itself. */
@Controller()
export class CityController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(routes.getCity)
  describe(@Caller() caller: Principal): Promise<CityDescription> {
    return this.queries.execute(new DescribeCityQuery(caller));
  }

  @Endpoint(routes.getSingleSignOn)
  async singleSignOn(@Caller() caller: Principal): Promise<SingleSignOn> {
    return revised(await this.queries.execute(new GetSingleSignOnQuery(caller)));
  }

  @Endpoint(routes.setSingleSignOn)
  async setSingleSignOn(
    @Input() { body }: InputOf<typeof routes.setSingleSignOn>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<SingleSignOn> {
    return revised(await this.commands.execute(new SetSingleSignOnCommand(caller, body, revision)));
  }

  @Endpoint(routes.removeSingleSignOn)
  removeSingleSignOn(@Caller() caller: Principal): Promise<void> {
    return this.commands.execute(new RemoveSingleSignOnCommand(caller));
  }

  @Endpoint(routes.getRanking)
  async ranking(@Caller() caller: Principal): Promise<Ranking> {
    return revised(await this.queries.execute(new GetRankingQuery(caller.city)));
  }

  @Endpoint(routes.setRanking)
  async setRanking(
    @Input() { body: { exploration } }: InputOf<typeof routes.setRanking>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<Ranking> {
    const command = new SetRankingCommand(caller.city, authorOf(caller), exploration, revision);
    const ranking = await this.commands.execute(command);
    AuditNote.set({ after: { exploration, revision: ranking.revision } });
    return revised(ranking);
  }
}

function revised<Settings extends SingleSignOn | Ranking>(settings: Settings): Settings {
  setRevision(settings.revision);
  return settings;
}
