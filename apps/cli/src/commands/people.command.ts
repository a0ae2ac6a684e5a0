import { CommandBus } from '@nestjs/cqrs';
import { CreateOneTimeLinkCommand, EnsurePersonCommand, type Role, ROLES } from '@bole/access';
import { type Command, Option } from 'commander';
import { type CommandLine } from '../command-line';

/** `bole people add|link`: the first people of a city, whom nobody inside could invite. */
export function addPeopleCommand(program: Command, line: CommandLine): void {
  const people = program
    .command('people')
    .description('the first people of a city; those after them are invited by its administrators');
  people
    .command('add')
    .description(
      'makes a person exist, with a role in a city and without a password, and prints a link to sign in',
    )
    .argument('<email>')
    .requiredOption('--name <name>')
    .requiredOption('--city <code>', 'GB/T 2260 city code of a city that is a tenant')
    .addOption(new Option('--role <role>').choices(ROLES).default('administrator'))
    .action((email: string, options: { name: string; city: string; role: Role }) =>
      add(email, options, line),
    );
  people
    .command('link')
    .description('prints a link that signs a person in once, within 15 minutes')
    .argument('<email>')
    .option('--city <code>', 'the city to act for')
    .action((email: string, options: { city?: string }) => link(email, options.city, line));
}

async function add(
  email: string,
  { name, city, role }: { name: string; city: string; role: Role },
  line: CommandLine,
): Promise<void> {
  const { container } = await line.session();
  await container
    .get(CommandBus, { strict: false })
    .execute(new EnsurePersonCommand({ email, name, memberships: [{ city, role }] }));
  await link(email, city, line);
}

async function link(email: string, city: string | undefined, line: CommandLine): Promise<void> {
  const { container } = await line.session();
  const made = await container
    .get(CommandBus, { strict: false })
    .execute(new CreateOneTimeLinkCommand(email, city));
  line.terminal.out(made.url);
}
