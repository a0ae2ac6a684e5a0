import { CommandBus } from '@nestjs/cqrs';
import {
  type AuditCheck,
  EnsureCityCommand,
  EnsureClusterCommand,
  MOST_VERIFIED,
  walkAudit,
} from '@bole/access';
import { NotFoundError } from '@bole/kernel';
import { type Command } from 'commander';
import { type CommandLine } from '../command-line';

/** `bole cities list|add|share|verify-audit`: which cities are tenants, which share with one another, and whose audit is whole. */
export function addCitiesCommand(program: Command, line: CommandLine): void {
  const cities = program
    .command('cities')
    .description('cities as tenants, and the clusters in which they share');
  cities
    .command('list')
    .description('every city, with its clusters')
    .action(() => list(line));
  cities
    .command('add')
    .description('makes cities tenants')
    .argument('<codes...>', 'GB/T 2260 city codes such as 320500')
    .action((codes: string[]) => add(codes, line));
  cities
    .command('share')
    .description('makes a cluster of these cities, and of no others')
    .argument('<cluster>', 'lower-case letters, digits and dashes')
    .argument('<codes...>', 'all its cities')
    .requiredOption('--zh <name>', 'its Chinese name')
    .requiredOption('--en <name>', 'its English name')
    .action((cluster: string, codes: string[], names: { zh: string; en: string }) =>
      share(cluster, codes, names, line),
    );
  cities
    .command('verify-audit')
    .description('whether every entry of their audit is as it was written; ends with 1 where one is not')
    .argument('[codes...]', 'all cities unless given')
    .action((codes: string[]) => verifyAudit(codes, line));
}

async function list(line: CommandLine): Promise<void> {
  const { unitOfWork } = await line.session();
  const rows = await unitOfWork.query<{ code: string; zh: string; en: string; clusters: string[] }>(
    `select code, zh, en, array(select cluster_id from access.cluster_city where city = code order by 1) as clusters
     from access.city order by code`,
  );
  for (const { code, zh, en, clusters } of rows)
    line.terminal.out(`${code}  ${zh} ${en}${clusters.length === 0 ? '' : `  [${clusters.join(', ')}]`}`);
}

async function add(codes: readonly string[], line: CommandLine): Promise<void> {
  const { container } = await line.session();
  const commands = container.get(CommandBus, { strict: false });
  for (const code of codes) {
    const city = await commands.execute(new EnsureCityCommand(code));
    line.terminal.out(`${city.code}  ${city.zh} ${city.en}${city.added ? '' : '  (was there)'}`);
  }
}

async function share(
  id: string,
  cities: readonly string[],
  names: { zh: string; en: string },
  line: CommandLine,
): Promise<void> {
  const { container } = await line.session();
  await container.get(CommandBus, { strict: false }).execute(new EnsureClusterCommand({ id, names, cities }));
  line.terminal.out(`${id}: ${cities.join(', ')}`);
}

async function verifyAudit(codes: readonly string[], line: CommandLine): Promise<void> {
  const { unitOfWork } = await line.session();
  const known = await unitOfWork.query<{ code: string }>(`select code from access.city order by code`);
  const cities = known.map(({ code }) => code);
  const unknown = codes.find((code) => !cities.includes(code));
  if (unknown !== undefined)
    throw new NotFoundError('CITY_NOT_FOUND', `there is no city ${unknown}; "bole cities list" lists them`);
  for (const city of codes.length > 0 ? codes : cities) {
    let entries = 0;
    let check: AuditCheck | undefined;
    for (let go = true; go; go = check.next !== null) {
      line.signal.throwIfAborted();
      check = await walkAudit(unitOfWork, city, { from: check?.next ?? undefined, limit: MOST_VERIFIED });
      entries += check.entries;
    }
    const { end, broken } = check ?? {};
    if (broken) line.exitCode = 1;
    line.terminal.out(
      broken
        ? `${city}  entry ${broken.seq} is ${broken.reason}; ${entries} entries before it are whole`
        : `${city}  ${entries} entries are whole; note the end: ${end?.seq} ${end?.hash}`,
    );
  }
}
