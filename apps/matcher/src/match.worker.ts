import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Clock, endOfDay } from '@bole/kernel';
import { claimTasks, giveBack, MatchPartiesCommand, type MatchTask } from '@bole/leads';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  BOLE_CONFIG,
  type BoleConfig,
  CLOCK,
  PROCESS_LOG,
  type ProcessLog,
  ServiceLoop,
} from '@bole/platform';
import { CanonicalConsumer } from './canonical.consumer';

/** Parties matched together: they share the questions to the database and to the search engine. */
const AT_A_TIME = 16;
const IDLE_PAUSE_MS = 100;
const PAUSE_AFTER_FAILURE_MS = 2_000;

/** Takes parties that are due and matches them. Any number of processes work on one list of tasks. */
@Injectable()
export class MatchWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loops: readonly ServiceLoop[];

  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROCESS_LOG) logger: ProcessLog,
    private readonly commands: CommandBus,
    private readonly consumer: CanonicalConsumer,
  ) {
    this.loops = (['project', 'investor'] as const).map(
      (kind) => new ServiceLoop(`matching of ${kind}s`, () => this.matchSome(kind), IDLE_PAUSE_MS, logger),
    );
  }

  onApplicationBootstrap(): void {
    for (const loop of this.loops) loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  private async matchSome(kind: 'project' | 'investor'): Promise<'did-something' | 'idle'> {
    const live = this.config.matching.enabled && !this.consumer.busy;
    const tasks = await claimTasks(this.unitOfWork, kind, AT_A_TIME, live);
    for (const [asOf, group] of byInstant(tasks)) {
      try {
        const instant = asOf === null ? endOfDay(this.clock.now()) : new Date(asOf);
        await this.commands.execute(new MatchPartiesCommand(kind, group, instant, asOf === null));
      } catch (error) {
        await giveBack(this.unitOfWork, group, PAUSE_AFTER_FAILURE_MS);
        throw error;
      }
    }
    return tasks.length > 0 ? 'did-something' : 'idle';
  }
}

function byInstant(tasks: readonly MatchTask[]): Map<number | null, MatchTask[]> {
  const groups = new Map<number | null, MatchTask[]>();
  for (const task of tasks) {
    const asOf = task.asOf?.getTime() ?? null;
    groups.set(asOf, [...(groups.get(asOf) ?? []), task]);
  }
  return groups;
}
