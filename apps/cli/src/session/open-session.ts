import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type Clock, type Ids } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, createProcessLog, IDS, readConfig, startProcess } from '@bole/platform';
import { CliModule } from './cli.module';
import { type Session } from './session';

/** Opens the engines that the configuration names. Throws a ConfigError for a wrong one. */
export async function openSession(): Promise<Session> {
  const config = readConfig();
  // Standard output is the command's own; errors alone are worth a line between its remarks.
  const log = createProcessLog(
    { ...config, logLevel: 'error' },
    'cli',
    config.logFile === undefined ? process.stderr : undefined,
  );
  const running = await startProcess({
    name: 'cli',
    parts: [{ name: 'cli', module: CliModule }],
    config,
    onFailure: (error) => {
      throw error;
    },
    given: { log },
  });
  const container = running.part('cli');
  return {
    config,
    container,
    log: container.get<EventLog>(EVENT_LOG, { strict: false }),
    unitOfWork: container.get<UnitOfWork>(UNIT_OF_WORK, { strict: false }),
    clock: container.get<Clock>(CLOCK, { strict: false }),
    ids: container.get<Ids>(IDS, { strict: false }),
    close: () => running.close(),
  };
}
