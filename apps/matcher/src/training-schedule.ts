import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Clock, ConflictError, DAY_MS } from '@bole/kernel';
import { dueCity, TrainModelCommand } from '@bole/leads';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  BOLE_CONFIG,
  type BoleConfig,
  CLOCK,
  PROCESS_LOG,
  type ProcessLog,
  ServiceLoop,
} from '@bole/platform';

const LOOK_EVERY_MS = 60_000;

/**
 * Trains each city's model anew every so many days, and the one that all share. What is due follows from the last run that was
 * noted, so a week that Bole was down for is made up; one training at a time over all processes.
 */
@Injectable()
export class TrainingSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: ServiceLoop;

  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    @Inject(PROCESS_LOG) private readonly log: ProcessLog,
    private readonly commands: CommandBus,
  ) {
    this.loop = new ServiceLoop('training', (signal) => this.look(signal), LOOK_EVERY_MS, log);
  }

  onApplicationBootstrap(): void {
    if (this.config.matching.trainEveryDays > 0) this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  async look(signal: AbortSignal): Promise<'did-something' | 'idle'> {
    const before = new Date(this.clock.now().getTime() - this.config.matching.trainEveryDays * DAY_MS);
    const city = await dueCity(this.unitOfWork, before);
    if (city === undefined) return 'idle';
    try {
      const { challenge, promoted } = await this.commands.execute(
        new TrainModelCommand(city, 'schedule', false, signal),
      );
      this.log.info({ city, outcome: challenge.kind, outcomes: challenge.outcomes, promoted }, 'Trained');
      return 'did-something';
    } catch (error) {
      if (signal.aborted || (error instanceof ConflictError && error.code === 'TRAINING_UNDER_WAY'))
        return 'idle';
      throw error;
    }
  }
}
