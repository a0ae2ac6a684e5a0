import { describeProblem, InvalidInputError, NotFoundError } from '@bole/kernel';
import { ConfigError } from '@bole/platform';
import { ImportFileError } from '@bole/profiles';
import { type CommandLine, InterruptedError } from './command-line';
import { type Terminal } from './terminal';

/** Says what went wrong, in sentences where it is the user's to mend, and gives the exit code. */
export function reportFailure(error: unknown, line: CommandLine, terminal: Terminal): number {
  if (line.signal.aborted || error instanceof InterruptedError) {
    terminal.note('Interrupted. What was published stays; the command can be run again.');
    return EXIT.interrupted;
  }
  if (error instanceof ConfigError) {
    terminal.note(error.message);
    return EXIT.config;
  }
  if (error instanceof InvalidInputError)
    error.problems.forEach((problem) => terminal.note(describeProblem(problem)));
  else if (error instanceof ImportFileError) terminal.note(describeProblem(error.problem));
  else if (error instanceof NotFoundError) terminal.note(`${error.code}: ${error.message}`);
  else if (isSystemError(error)) terminal.note(error.message);
  else terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.failed;
}

const EXIT = { failed: 1, config: 78, interrupted: 130 } as const;

/** A file that is not there or may not be read: no stack trace helps. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error &&
    typeof (error as NodeJS.ErrnoException).code === 'string' &&
    (error as NodeJS.ErrnoException).syscall !== undefined
  );
}
