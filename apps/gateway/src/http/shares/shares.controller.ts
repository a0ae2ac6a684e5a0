import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  type AdviserList,
  ListAdvisersQuery,
  ListSharesQuery,
  type Principal,
  type Share,
  type ShareList,
  ShareProjectCommand,
  UnshareProjectCommand,
} from '@bole/access';
import { GetProfileQuery } from '@bole/profiles';
import { Caller, Endpoint, Input, type InputOf } from '../endpoint';
import { listAdvisers, listShares, shareProject, unshareProject } from './shares.endpoints';

/** Which expert advisers of the caller's city see which projects. */
@Controller()
export class SharesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(listAdvisers)
  advisers(
    @Input() { query }: InputOf<typeof listAdvisers>,
    @Caller() caller: Principal,
  ): Promise<AdviserList> {
    return this.queries.execute(new ListAdvisersQuery(caller, query));
  }

  @Endpoint(listShares)
  async list(
    @Input() { params, query }: InputOf<typeof listShares>,
    @Caller() caller: Principal,
  ): Promise<ShareList> {
    // Throws for a project that the caller does not see.
    await this.queries.execute(new GetProfileQuery('project', params.id));
    return this.queries.execute(new ListSharesQuery(caller, { ...query, projectId: params.id }));
  }

  @Endpoint(shareProject)
  share(@Input() { params }: InputOf<typeof shareProject>, @Caller() caller: Principal): Promise<Share> {
    const { id: projectId, personId } = params;
    return this.commands.execute(new ShareProjectCommand(caller, { projectId, personId }));
  }

  @Endpoint(unshareProject)
  unshare(@Input() { params }: InputOf<typeof unshareProject>, @Caller() caller: Principal): Promise<void> {
    return this.commands.execute(new UnshareProjectCommand(caller, params.personId, params.id));
  }
}
