import { type Command } from 'commander';
import { type Session } from './session/session';
import { openSession } from './session/open-session';
import { type Terminal } from './terminal';

/** Adds one command to the program. */
export type AddCommand = (program: Command, line: CommandLine) => void;

/** What a command is given: the terminal, a session over the engines once it asks for one, and word of an interrupt. */
export class CommandLine {
  private readonly abort = new AbortController();
  private opening: Promise<Session> | undefined;
  exitCode = 0;

  constructor(
    readonly terminal: Terminal,
    private readonly open: () => Promise<Session> = openSession,
  ) {}

  /** Aborted by Ctrl-C. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Opens the engines that the configuration names, at the first call. Closed when the command has ended. */
  session(): Promise<Session> {
    this.opening ??= this.open();
    return this.opening;
  }

  interrupt(): void {
    this.abort.abort(new InterruptedError('Interrupted.'));
  }

  async close(): Promise<void> {
    const session = await this.opening?.catch(() => undefined);
    await session?.close();
  }
}

export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}
