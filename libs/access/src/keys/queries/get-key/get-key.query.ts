import { Query } from '@nestjs/cqrs';
import { type Principal } from '../../../principal';
import { type ApiKey } from '../../key.schema';

/** One API key of the caller's city. Throws NotFoundError. */
export class GetKeyQuery extends Query<ApiKey> {
  constructor(
    readonly by: Principal,
    readonly id: string,
  ) {
    super();
  }
}
