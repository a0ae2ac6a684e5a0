import { CommandBus } from '@nestjs/cqrs';
import { EnsureCityCommand, EnsureClusterCommand } from '@bole/access';
import { type Command } from 'commander';
import { type CommandLine } from '../command-line';

/** `bole cities list|add|share`: which cities are tenants, and which share with one another. */
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
