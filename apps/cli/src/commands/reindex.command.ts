import { type Command } from 'commander';
import { type CommandLine } from '../command-line';
import { wholeNumber } from '../options';
import { requestWork, type WorkOptions } from '../work-request';

/** `bole reindex`: a new search index, with no gap. */
export function addReindexCommand(program: Command, line: CommandLine): void {
  program
    .command('reindex')
    .description('build a new search index beside the live one and swap it in')
    .option('--timeout <minutes>', 'stop waiting after this long', wholeNumber(1, 1_440), 60)
    .action(async (options: WorkOptions) => {
      line.exitCode = await requestWork('reindex', options, line);
    });
}
