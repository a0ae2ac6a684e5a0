import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Clock, endOfDay, type Ids } from '@bole/kernel';
import { claimTasks, giveBack, MatchPartiesCommand, type MatchTask } from '@bole/leads';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  BOLE_CONFIG,
  type BoleConfig,
  CLOCK,
  IDS,
  PROCESS_LOG,
  type ProcessLog,
  ServiceLoop,
} from '@bole/platform';
import { CanonicalConsumer } from './canonical.consumer';
import { IndexProgress } from './index-progress';

/** Parties matched together: they share the questions to the database and to the search engine. */
const AT_A_TIME = 16;
const IDLE_PAUSE_MS = 100;
const PAUSE_AFTER_FAILURE_MS = 5_000;

/** Takes parties that are due and matches them. Any number of processes work on one list of tasks. */
@Injectable()
export class MatchWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loops: readonly ServiceLoop[];

  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(PROCESS_LOG) private readonly log: ProcessLog,
    private readonly commands: CommandBus,
    private readonly consumer: CanonicalConsumer,
    private readonly index: IndexProgress,
  ) {
    this.loops = (['project', 'investor'] as const).map(
      (kind) => new ServiceLoop(`matching of ${kind}s`, () => this.matchSome(kind), IDLE_PAUSE_MS, log),
    );
  }

  onApplicationBootstrap(): void {
    for (const loop of this.loops) loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  private async matchSome(kind: 'project' | 'investor'): Promise<'did-something' | 'idle'> {
    const live = this.config.matching.enabled && !this.consumer.busy && (await this.index.hasCaughtUp());
    const tasks = await claimTasks(this.unitOfWork, kind, { limit: AT_A_TIME, live, claim: this.ids.next() });
    for (const [asOf, group] of byInstant(tasks)) {
      const failed = await this.match(kind, group, asOf);
      // One party that cannot be matched must not hold up those that were taken with it.
      if (failed && group.length > 1) for (const task of group) await this.match(kind, [task], asOf);
    }
    return tasks.length > 0 ? 'did-something' : 'idle';
  }

  private async match(
    kind: 'project' | 'investor',
    tasks: readonly MatchTask[],
    asOf: number | null,
  ): Promise<boolean> {
    try {
      const instant = asOf === null ? endOfDay(this.clock.now()) : new Date(asOf);
      await this.commands.execute(new MatchPartiesCommand(kind, tasks, instant, asOf === null));
      return false;
    } catch (error) {
      const ids = tasks.map((task) => task.id);
      this.log.error({ err: error, kind, ids }, 'Matching failed; it is tried again');
      if (tasks.length === 1) await giveBack(this.unitOfWork, tasks, PAUSE_AFTER_FAILURE_MS);
      return true;
    }
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
