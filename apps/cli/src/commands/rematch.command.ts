import { type Command } from 'commander';
import { type CommandLine } from '../command-line';
import { instantOption, wholeNumber } from '../options';
import { requestWork, type WorkOptions } from '../work-request';

/** `bole rematch`: every lead computed again. */
export function addRematchCommand(program: Command, line: CommandLine): void {
  program
    .command('rematch')
    .description('compute every lead again')
    .option('--as-of <date>', 'as of this day or instant (default: the end of today, UTC)', instantOption)
    .option('--timeout <minutes>', 'stop waiting after this long', wholeNumber(1, 1_440), 60)
    .action(async (options: WorkOptions) => {
      line.exitCode = await requestWork('rematch', options, line);
    });
}
