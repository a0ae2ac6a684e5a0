import { type Command } from 'commander';
import { type CommandLine } from '../command-line';
import { wholeNumber } from '../options';
import { requestWork, type WorkOptions } from '../work-request';

/** `bole rebuild`: what was derived, derived again. */
export function addRebuildCommand(program: Command, line: CommandLine): void {
  program
    .command('rebuild')
    .description('empty what indexer and matcher derived, and derive it again from the canonical topics')
    .option('--timeout <minutes>', 'stop waiting after this long', wholeNumber(1, 1_440), 60)
    .action(async (options: WorkOptions) => {
      line.exitCode = await requestWork('rebuild', options, line);
    });
}
