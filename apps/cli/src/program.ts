import { Command } from 'commander';
import { type CommandLine } from './command-line';
import { COMMANDS } from './commands';

/** The whole program: `parseAsync` runs one command of it. Wrong options throw a CommanderError, after a sentence and the help. */
export function buildProgram(line: CommandLine): Command {
  const program = new Command('bole')
    .description('Bole (伯乐): who should invest in what, where, and why.')
    .showHelpAfterError()
    .configureOutput({
      writeOut: (text) => line.terminal.out(text.trimEnd()),
      writeErr: (text) => line.terminal.note(text.trimEnd()),
    })
    .exitOverride();
  for (const add of COMMANDS) add(program, line);
  return program;
}
