import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { COMMANDS } from './commands';
import { CommandLine } from './command-line';
import { reportFailure } from './report-failure';
import { processTerminal } from './terminal';

/** `npm run bole -- <command>`. Exit codes: 0 done, 1 failed, 2 done but some rows were wrong, 78 wrong configuration, 130 interrupted. */
async function main(): Promise<void> {
  const terminal = processTerminal();
  const line = new CommandLine(terminal);
  const program = new Command('bole')
    .description('Bole (伯乐): who should invest in what, where, and why.')
    .showHelpAfterError()
    .exitOverride();
  for (const add of COMMANDS) add(program, line);
  process.once('SIGINT', () => line.interrupt());
  process.once('SIGTERM', () => line.interrupt());
  try {
    await program.parseAsync();
    process.exitCode = line.exitCode;
  } catch (error) {
    process.exitCode =
      error instanceof CommanderError ? error.exitCode : reportFailure(error, line, terminal);
  } finally {
    await line.close();
  }
}

void main();
