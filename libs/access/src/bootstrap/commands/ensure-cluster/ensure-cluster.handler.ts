import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, InvalidInputError, type Problem } from '@bole/kernel';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { HOUSE } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { EnsureClusterCommand, type EnsureClusterInput } from './ensure-cluster.command';

@CommandHandler(EnsureClusterCommand)
export class EnsureClusterHandler implements ICommandHandler<EnsureClusterCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ input }: EnsureClusterCommand): Promise<void> {
    const { id, names, cities } = input;
    await this.unitOfWork.run(async (transaction) => {
      const problems = await problemsOf(transaction, input);
      if (problems.length > 0) throw new InvalidInputError(problems);
      await transaction.query(
        `insert into access.cluster (id, zh, en) values ($1, $2, $3)
         on conflict (id) do update set zh = excluded.zh, en = excluded.en`,
        [id, names.zh, names.en],
      );
      const left = await transaction.query<{ city: string }>(
        `delete from access.cluster_city where cluster_id = $1 and city <> all ($2::text[]) returning city`,
        [id, cities],
      );
      const joined = await transaction.query<{ city: string }>(
        `insert into access.cluster_city (cluster_id, city, joined_at) select $1, city, $3 from unnest($2::text[]) as city
         on conflict do nothing returning city`,
        [id, cities, this.clock.now()],
      );
      const object = { kind: 'cluster', id };
      await this.audit.record(
        transaction,
        HOUSE,
        ...left.map(({ city }) => ({ city, action: 'cluster.left', object })),
        ...joined.map(({ city }) => ({ city, action: 'cluster.joined', object })),
      );
    });
    this.principals.forget();
  }
}

async function problemsOf(transaction: Transaction, { id, cities }: EnsureClusterInput): Promise<Problem[]> {
  const known = await transaction.query<{ code: string }>(
    `select code from access.city where code = any ($1::text[]) and code <> '000000'`,
    [cities],
  );
  const codes = new Set(known.map(({ code }) => code));
  const unknown = cities
    .filter((city) => !codes.has(city))
    .map((city) => ({
      code: 'CITY_UNKNOWN',
      field: 'cities',
      value: city,
      expected: 'a city that Bole keeps (add it first)',
    }));
  if (/^[a-z0-9-]{2,40}$/.test(id)) return unknown;
  const expected = '2 to 40 lower-case letters, digits and dashes';
  return [{ code: 'CLUSTER_ID_INVALID', field: 'id', value: id, expected }, ...unknown];
}
