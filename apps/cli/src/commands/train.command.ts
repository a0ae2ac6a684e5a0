import { CommandBus } from '@nestjs/cqrs';
import { type Command, Option } from 'commander';
import { type TrainedModel, TrainModelCommand } from '@bole/leads';
import { CHALLENGE } from '@bole/matching';
import { NO_CITY } from '@bole/taxonomy';
import { type CommandLine } from '../command-line';
import { cityOption } from '../options';

interface TrainOptions {
  readonly city?: string;
  readonly shared: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** `bole train`: learns a model from a city's own outcomes, and lets the city use it where it is better. */
export function addTrainCommand(program: Command, line: CommandLine): void {
  program
    .command('train')
    .description('learn a model from outcomes, hold it against the one in use, and use it where it is better')
    .addOption(
      new Option('--city <code>', 'from the outcomes of this city, for it')
        .argParser(cityOption)
        .conflicts('shared'),
    )
    .option('--shared', 'from the outcomes of all cities, for those that have chosen none', false)
    .option('--dry-run', 'compare, and keep nothing', false)
    .option('--json', 'as JSON', false)
    .action(async ({ city, shared, dryRun, json }: TrainOptions) => {
      if (city === undefined && !shared) {
        line.terminal.note('Say for whom: --city CODE, or --shared.');
        line.exitCode = 1;
        return;
      }
      const { container } = await line.session();
      line.terminal.note('Learning takes up to some minutes.');
      const command = new TrainModelCommand(city ?? NO_CITY, 'command line', dryRun, line.signal);
      const trained = await container.get(CommandBus, { strict: false }).execute(command);
      if (json) line.terminal.out(JSON.stringify(withoutDocument(trained), null, 2));
      else for (const text of describe(trained, dryRun)) line.terminal.out(text);
    });
}

function withoutDocument({ challenge, ...trained }: TrainedModel) {
  if (challenge.kind === 'too-little') return { ...trained, challenge };
  const { challenger, ...figures } = challenge;
  return { ...trained, challenge: { ...figures, challenger: challenger.version } };
}

function describe({ champion, challenge, promoted }: TrainedModel, dryRun: boolean): string[] {
  const { learned, later } = challenge.outcomes;
  if (challenge.kind === 'too-little')
    return [
      `Too little history: ${learned + later} outcomes, ${later} of them in the last ${CHALLENGE.laterMonths} months; it takes ${CHALLENGE.leastOutcomes} before that to learn from and ${CHALLENGE.leastLater} since. ${champion} stays in use.`,
    ];
  const { challenger, comparison, weights, from, to } = challenge;
  const { low, high, difference, queries } = comparison;
  return [
    `${challenger.version}, learned from ${learned} outcomes from ${day(from)} to ${day(to)}; its curves weigh ${percent(weights.fresh)} (new projects) and ${percent(weights.backed)} (with investors) next to those of ${champion}`,
    `nDCG@10 on the ${later} outcomes since, ${queries} queries: ${points(comparison.challenger)} against ${points(comparison.champion)}, ${points(difference)} more (95 % from ${points(low)} to ${points(high)})`,
    ...Object.entries(comparison.tasks).map(
      ([task, figures]) =>
        `  ${task}: ${points(figures.challenger)} against ${points(figures.champion)} on ${figures.queries} queries`,
    ),
    promoted
      ? `${challenger.version} is in use from now on; leads are computed anew while Bole runs.`
      : `${champion} stays in use${challenge.better && dryRun ? ': nothing is kept of a dry run' : ''}.`,
  ];
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function points(value: number): string {
  return value.toFixed(4);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
