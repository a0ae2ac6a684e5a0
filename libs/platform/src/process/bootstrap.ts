import { type DynamicModule, type Type } from '@nestjs/common';
import { type BoleConfig, ConfigError, readConfig } from '../config/bole-config';
import { UnavailableError } from '../engine-set/until-available';
import { createProcessLog, type ProcessLog } from '../logging/process-log';
import { type HttpOptions } from './http-part';
import { type ProcessPart, type RunningProcess, startProcess } from './start-process';

/** Exit codes, as sysexits.h has them where it has one. */
const EXIT = { ok: 0, failed: 1, unavailable: 69, software: 70, config: 78 } as const;

/** Everything is in order within this time after a signal, or the process ends without. */
const SHUTDOWN_LIMIT_MS = 10_000;

/** Signals this close together are one. */
const SAME_SIGNAL_MS = 1_500;

/** Runs one service as a process of its own: the whole of an app's `main.ts`. It answers at least /health on BOLE_PORT. */
export function bootstrap(
  module: Type | DynamicModule,
  options: { readonly name: string; readonly http?: HttpOptions },
): Promise<RunningProcess | undefined> {
  return bootstrapTogether(options.name, [{ name: options.name, module, http: options.http ?? {} }]);
}

/** Runs several services in one process until a signal or a failure ends it; resolves when they are ready, with nothing when they could not start. */
export async function bootstrapTogether(
  name: string,
  parts: readonly ProcessPart[],
): Promise<RunningProcess | undefined> {
  const config = configOrExit();
  if (config === undefined) return undefined;
  const log = createProcessLog(config, name);
  const ending = new Ending(log);
  const starting = startProcess({
    name,
    parts,
    config,
    given: { log },
    onFailure: (error) => ending.fail(error),
  });
  ending.watch(starting);
  try {
    return await starting;
  } catch (error) {
    ending.notStarted(error);
    return undefined;
  }
}

/** A wrong setting is the operator's to mend: a sentence, not a stack trace. */
function configOrExit(): BoleConfig | undefined {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT.config;
    return undefined;
  }
}

/** How a process ends: in order after a signal or a failure, within the limit, with an exit code that says which. */
class Ending {
  private starting: Promise<RunningProcess> | undefined;
  private code: number | undefined;
  private began = 0;

  constructor(private readonly log: ProcessLog) {}

  watch(starting: Promise<RunningProcess>): void {
    this.starting = starting;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (this.code !== undefined) return this.insisted();
        this.log.info({ signal }, 'Stopping');
        this.end(EXIT.ok);
      });
    }
    process.on('uncaughtException', (error) => this.fail(error));
    process.on('unhandledRejection', (reason) =>
      this.fail(reason instanceof Error ? reason : new Error(String(reason))),
    );
  }

  /** Whoever presses Ctrl-C again does not want to wait. npm passes on a Ctrl-C that the terminal sent us, too: that is one. */
  private insisted(): void {
    if (performance.now() - this.began > SAME_SIGNAL_MS) process.exit(EXIT.failed);
  }

  fail(error: Error): void {
    if (this.code !== undefined) {
      // What was under way may find its engines closed.
      this.log.warn({ err: error }, 'Something failed while the process was stopping');
      return;
    }
    this.log.fatal({ err: error }, 'The process cannot go on');
    this.end(EXIT.software);
  }

  notStarted(error: unknown): void {
    if (this.code !== undefined) return;
    if (error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n`);
      process.exit(EXIT.config);
    }
    this.log.fatal({ err: error }, 'The process did not start');
    process.exit(error instanceof UnavailableError ? EXIT.unavailable : EXIT.failed);
  }

  private end(code: number): void {
    if (this.code !== undefined) return;
    this.code = code;
    this.began = performance.now();
    setTimeout(() => {
      this.log.error(
        'The process did not stop in order within 10 s; what it held is given back when it restarts',
      );
      process.exit(code === EXIT.ok ? EXIT.failed : code);
    }, SHUTDOWN_LIMIT_MS - 250);
    void this.closeAndExit(code);
  }

  private async closeAndExit(code: number): Promise<void> {
    try {
      const running = await this.starting;
      await running?.close();
      this.log.info('Stopped');
      process.exit(code);
    } catch (error) {
      this.log.error({ err: error }, 'The process did not stop in order');
      process.exit(code === EXIT.ok ? EXIT.failed : code);
    }
  }
}
