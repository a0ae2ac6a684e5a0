import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Command } from 'commander';
import {
  type DescribedModel,
  GetModelQuery,
  ListModelsQuery,
  type ModelList,
  type ModelUse,
  PromoteModelCommand,
  RollBackModelCommand,
  type TrainingRun,
} from '@bole/leads';
import { NO_CITY } from '@bole/taxonomy';
import { type CommandLine } from '../command-line';
import { cityOption } from '../options';

interface ModelsOptions {
  readonly city: string;
  readonly json: boolean;
}

interface ChangeOptions extends ModelsOptions {
  readonly why: string;
}

/** `bole models list|show|promote|rollback`: by what leads are scored, and by what they were. */
export function addModelsCommand(program: Command, line: CommandLine): void {
  const models = program.command('models').description('the models by which leads are scored');
  const command = (name: string, description: string) =>
    models
      .command(name)
      .description(description)
      .option('--city <code>', 'of this city (default: what all cities share)', cityOption, NO_CITY)
      .option('--json', 'as JSON', false);
  const change = (name: string, description: string) =>
    command(name, description).option('--why <text>', 'for the history', 'Asked for on the command line.');
  command('list', 'every model, the newest first, and which was used when').action((options: ModelsOptions) =>
    list(options, line),
  );
  command('show', 'one model: its figures and every curve')
    .argument('[version]', 'the one in use unless given')
    .action((version: string | undefined, options: ModelsOptions) => show(version, options, line));
  change('promote', 'scores by this model from now on; leads are computed anew in the background')
    .argument('<version>')
    .action((version: string, options: ChangeOptions) => promote(version, options, line));
  change('rollback', 'goes back to the model that was used before').action((options: ChangeOptions) =>
    rollBack(options, line),
  );
}

async function list({ city, json }: ModelsOptions, line: CommandLine): Promise<void> {
  const { container } = await line.session();
  const listed = await container.get(QueryBus, { strict: false }).execute(new ListModelsQuery(city));
  if (json) line.terminal.out(JSON.stringify(listed, null, 2));
  else for (const text of describeList(listed)) line.terminal.out(text);
}

async function show(
  version: string | undefined,
  { city, json }: ModelsOptions,
  line: CommandLine,
): Promise<void> {
  const { container } = await line.session();
  const model = await container.get(QueryBus, { strict: false }).execute(new GetModelQuery(city, version));
  if (json) line.terminal.out(JSON.stringify(model, null, 2));
  else for (const text of describeModel(model)) line.terminal.out(text);
}

async function promote(
  version: string,
  { city, why, json }: ChangeOptions,
  line: CommandLine,
): Promise<void> {
  const { container } = await line.session();
  const command = new PromoteModelCommand(city, version, { by: 'command line', why });
  say(await container.get(CommandBus, { strict: false }).execute(command), json, line);
}

async function rollBack({ city, why, json }: ChangeOptions, line: CommandLine): Promise<void> {
  const { container } = await line.session();
  const command = new RollBackModelCommand(city, { by: 'command line', why });
  say(await container.get(CommandBus, { strict: false }).execute(command), json, line);
}

function say(use: ModelUse, json: boolean, line: CommandLine): void {
  line.terminal.out(json ? JSON.stringify(use, null, 2) : describeUse(use));
  line.terminal.note('Leads are computed anew while Bole runs; each names the model that it was scored by.');
}

function describeList({ models, uses, runs }: ModelList): string[] {
  return [
    ...models.map(({ version, city, decision, inUse, keptAt, dataFrom, dataTo, checksum }) => {
      const span = dataFrom && dataTo ? `learned from ${day(dataFrom)} to ${day(dataTo)}` : 'set by hand';
      const whose = city === NO_CITY ? 'shared' : city;
      return `${inUse ? '*' : ' '} ${version}  ${whose}  ${decision}  ${span}  kept ${day(keptAt)}  ${checksum}`;
    }),
    ...(models.length === 0 ? ['No model is kept yet: the matcher does so when it first starts.'] : []),
    ...uses.map(describeUse),
    ...runs.map(describeRun),
  ];
}

function describeUse({ since, city, model, by, why, rolledBack }: ModelUse): string {
  const what = model === null ? 'what all cities share' : model.version;
  const whose = city === NO_CITY ? 'all cities that chose none' : city;
  return `${since.toISOString()}  ${whose}: ${rolledBack === null ? '' : 'back to '}${what}, by ${by}. ${why}`;
}

function describeRun({ beganAt, city, by, outcome, version, error }: TrainingRun): string {
  const whose = city === NO_CITY ? 'shared' : city;
  const became = [outcome ?? 'not ended', version, error].filter((part) => part !== null).join(', ');
  return `${beganAt.toISOString()}  training for ${whose}, by ${by}: ${became}`;
}

function describeModel({
  version,
  base,
  backedBase,
  background,
  features,
  record,
}: DescribedModel): string[] {
  return [
    `${version}: base ${base} points, ${backedBase} where somebody has money in the project; knows ${background} past deals`,
    ...(record === null ? [] : [`${record.decision}, checksum ${record.checksum}`]),
    ...Object.entries(record?.figures ?? {}).map(([name, figure]) => `  ${name}: ${JSON.stringify(figure)}`),
    ...features.map(({ name, unit, curve, backedCurve }) => {
      const drawn = curve.points.map(([value, points]) => `${short(value)}:${short(points)}`).join(' ');
      return `  ${name} (${unit})  ${drawn}  none:${short(curve.missing)}${backedCurve === null ? '' : '  (another where backed)'}`;
    }),
  ];
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
