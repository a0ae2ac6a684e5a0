import { CommandBus } from '@nestjs/cqrs';
import {
  CreateOneTimeLinkCommand,
  EnsureCityCommand,
  EnsureClusterCommand,
  EnsurePersonCommand,
  type OneTimeLink,
} from '@bole/access';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type RunningProcess } from '@bole/platform';
import { CLUSTERS, clusterOf, NO_CITY } from '@bole/taxonomy';

/** Whoever started Bole on this machine. There is no password: every start gives a link that holds once. */
const OPERATOR = { email: 'operator@bole.invalid', name: '本机管理员 Local operator' } as const;

/**
 * Lets whoever started Bole in: every city that has projects becomes a tenant, cities of one cluster 城市群 share with one
 * another, and the operator is an administrator in each. Returns a link that signs in once, for the city given or the first.
 */
export async function letOperatorIn(running: RunningProcess, preferred?: string): Promise<OneTimeLink> {
  const operator = running.part('operator');
  const commands = operator.get(CommandBus, { strict: false });
  const rows = await operator
    .get<UnitOfWork>(UNIT_OF_WORK, { strict: false })
    .query<{ city: string }>(`select distinct city from intake.project where city <> $1 order by city`, [
      NO_CITY,
    ]);
  const cities = rows.map(({ city }) => city);
  for (const city of cities) await commands.execute(new EnsureCityCommand(city));
  for (const { id, name } of CLUSTERS) {
    const members = cities.filter((city) => clusterOf(city)?.id === id);
    if (members.length > 1)
      await commands.execute(new EnsureClusterCommand({ id, names: name, cities: members }));
  }
  const memberships = [...cities, ...(cities.length === 0 ? [NO_CITY] : [])].map((city) => ({
    city,
    role: 'administrator' as const,
  }));
  await commands.execute(new EnsurePersonCommand({ ...OPERATOR, memberships }));
  const city = memberships.find((membership) => membership.city === preferred)?.city ?? memberships[0]?.city;
  return commands.execute(new CreateOneTimeLinkCommand(OPERATOR.email, city));
}
