import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { cityNames } from '../../../people/store/city.store';
import { accountById } from '../../../people/store/person.store';
import { type CallerDescription, DescribeCallerQuery } from './describe-caller.query';

@QueryHandler(DescribeCallerQuery)
export class DescribeCallerHandler implements IQueryHandler<DescribeCallerQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  execute({ by }: DescribeCallerQuery): Promise<CallerDescription> {
    return Acting.run(SIGN_IN, async () => {
      const account = by.kind === 'person' ? await accountById(this.unitOfWork, by.id) : undefined;
      return {
        kind: by.kind,
        id: by.id,
        name: by.name,
        email: account?.email ?? null,
        language: account?.language ?? null,
        city: { code: by.city, ...(await cityNames(this.unitOfWork, by.city)) },
        role: by.role ?? null,
        permissions: [...by.permissions],
        cities: [...(account?.memberships ?? [])],
        csrfToken: by.session?.csrfToken ?? null,
      };
    });
  }
}
