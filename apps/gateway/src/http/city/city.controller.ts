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
import { Caller, Endpoint, IfMatch, Input, type InputOf, setRevision } from '../endpoint';
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
}

function revised(settings: SingleSignOn): SingleSignOn {
  setRevision(settings.revision);
  return settings;
}
