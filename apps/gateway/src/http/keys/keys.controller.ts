import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  type ApiKey,
  type ApiKeyList,
  CreateKeyCommand,
  GetKeyQuery,
  ListKeysQuery,
  type NewApiKey,
  type Principal,
  RevokeKeyCommand,
  RotateKeyCommand,
} from '@bole/access';
import { Caller, Endpoint, Input, type InputOf } from '../endpoint';
import * as routes from './keys.endpoints';

/**
 * The API keys of the caller's city. They bear no ETag by revision: their last use, which is no change, shows in the answer too.
 */
@Controller()
export class KeysController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(routes.createKey)
  create(
    @Input() { body }: InputOf<typeof routes.createKey>,
    @Caller() caller: Principal,
  ): Promise<NewApiKey> {
    return this.commands.execute(new CreateKeyCommand(caller, body));
  }

  @Endpoint(routes.listKeys)
  list(
    @Input() { query }: InputOf<typeof routes.listKeys>,
    @Caller() caller: Principal,
  ): Promise<ApiKeyList> {
    return this.queries.execute(new ListKeysQuery(caller, query));
  }

  @Endpoint(routes.getKey)
  get(@Input() { params }: InputOf<typeof routes.getKey>, @Caller() caller: Principal): Promise<ApiKey> {
    return this.queries.execute(new GetKeyQuery(caller, params.id));
  }

  @Endpoint(routes.rotateKey)
  rotate(
    @Input() { params, body }: InputOf<typeof routes.rotateKey>,
    @Caller() caller: Principal,
  ): Promise<NewApiKey> {
    return this.commands.execute(new RotateKeyCommand(caller, params.id, body));
  }

  @Endpoint(routes.revokeKey)
  revoke(@Input() { params }: InputOf<typeof routes.revokeKey>, @Caller() caller: Principal): Promise<void> {
    return this.commands.execute(new RevokeKeyCommand(caller, params.id));
  }
}
