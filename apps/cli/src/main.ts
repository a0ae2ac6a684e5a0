import 'reflect-metadata';
import { CommanderError } from 'commander';
import { CommandLine } from './command-line';
import { buildProgram } from './program';
import { reportFailure } from './report-failure';
import { processTerminal } from './terminal';

/** `npm run bole -- <command>`. Exit codes: 0 done, 1 failed, 2 done but some rows were wrong, 78 wrong configuration, 130 interrupted. */
async function main(): Promise<void> {
  const terminal = processTerminal();
  const line = new CommandLine(terminal);
  process.once('SIGINT', () => line.interrupt());
  process.once('SIGTERM', () => line.interrupt());
  try {
    await buildProgram(line).parseAsync();
    process.exitCode = line.exitCode;
  } catch (error) {
    process.exitCode =
      error instanceof CommanderError ? error.exitCode : reportFailure(error, line, terminal);
  } finally {
    await line.close();
  }
}

void main();
