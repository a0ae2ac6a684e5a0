import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import {
  FindProfilesQuery,
  GetProfileQuery,
  ListProfilesQuery,
  SubmitProfileCommand,
  type Submitted,
} from '@bole/profiles';
import { type AnswerOf, Caller, Endpoint, Input, type InputOf, setRevision } from '../endpoint';
import { getInvestor, listInvestors, submitInvestor } from './profiles.endpoints';

@Controller()
export class InvestorsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(submitInvestor)
  submit(
    @Input() { body }: InputOf<typeof submitInvestor>,
    @Caller() { city }: Principal,
  ): Promise<Submitted> {
    return this.commands.execute(new SubmitProfileCommand('investor', body, city));
  }

  @Endpoint(listInvestors)
  async list(@Input() { query }: InputOf<typeof listInvestors>): Promise<AnswerOf<typeof listInvestors>> {
    const { q, limit, cursor } = query;
    const page = await (q === undefined
      ? this.queries.execute(new ListProfilesQuery('investor', limit, cursor))
      : this.queries.execute(new FindProfilesQuery('investor', q, limit)));
    return page as AnswerOf<typeof listInvestors>;
  }

  @Endpoint(getInvestor)
  async get(@Input() { params }: InputOf<typeof getInvestor>): Promise<AnswerOf<typeof getInvestor>> {
    const investor = await this.queries.execute(new GetProfileQuery('investor', params.id));
    setRevision(investor.revision);
    return investor as AnswerOf<typeof getInvestor>;
  }
}
