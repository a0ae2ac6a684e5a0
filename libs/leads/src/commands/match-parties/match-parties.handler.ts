import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { BOLE_CONFIG, type BoleConfig, CLOCK } from '@bole/platform';
import { type Party } from '../../lead';
import { LeadBell } from '../../feed/lead-bell';
import { type MatchedParty, PartyMatcher } from '../../party.matcher';
import { MatchStore, type RankedList } from '../../store/match.store';
import { finishTasks, lockHeld, markTasks, type MatchTask } from '../../store/task.store';
import { MatchPartiesCommand } from './match-parties.command';

@CommandHandler(MatchPartiesCommand)
export class MatchPartiesHandler implements ICommandHandler<MatchPartiesCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    private readonly matcher: PartyMatcher,
    private readonly bell: LeadBell,
  ) {}

  async execute({ kind, tasks, asOf, spread }: MatchPartiesCommand): Promise<{ changed: number }> {
    const ids = tasks.map((task) => task.id);
    // A job computes all lists: each pair then gets its score from the side that lists it.
    const listed = spread ? await this.othersOnLists(kind, ids) : new Map<string, string[]>();
    const also = (id: string) => listed.get(id) ?? [];
    const matched = await this.matcher.match(kind, ids, asOf, also);
    const lists = new Map(
      matched.map((party, at) => [
        party.party.id,
        { ...this.toList(party, asOf, spread), ...timesOf(tasks[at]) },
      ]),
    );
    const saved = await this.unitOfWork.run(async (transaction) => {
      const held = await lockHeld(transaction, tasks);
      const own = held.flatMap((task) => lists.get(task.id) ?? []);
      const store = new MatchStore(transaction);
      const { events, concerned, cities } = await store.saveLists(kind, own, this.clock.now());
      await finishTasks(transaction, held);
      if (spread) {
        const other = kind === 'project' ? 'investor' : 'project';
        const { quietMs } = this.config.matching;
        const reached = [...concerned, ...(await store.wouldEnter(kind, own))];
        await markTasks(transaction, other, reached, { quietMs, changed: false });
      }
      await transaction.emit(events);
      return { changed: events.length, cities };
    });
    this.bell.ring(saved.cities);
    return { changed: saved.changed };
  }

  /**
   * The other parties with whom these stand on a list already. They are scored again, so that a pair has one score
   * whichever side lists it, but they are no candidates: an earlier ranking must not decide a later one.
   */
  private async othersOnLists(kind: Party['kind'], ids: readonly string[]): Promise<Map<string, string[]>> {
    const other = kind === 'project' ? 'investor' : 'project';
    const rows = await this.unitOfWork.query<{ id: string; others: string[] }>(
      `select ${kind}_id as id, array_agg(${other}_id order by ${other}_id) as others
       from matching.match where ${kind}_id = any($1::text[]) and for_${other} group by ${kind}_id`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.others]));
  }

  private toList(
    { party, ranked, candidates, cut, active }: MatchedParty,
    asOf: Date,
    spread: boolean,
  ): Omit<RankedList, 'changedAt' | 'claimedAt'> {
    const own = new Set(candidates.map((candidate) => candidate.id));
    const { leadsPerParty } = this.config.matching;
    const eligible = ranked.filter((scored) =>
      own.has(party.kind === 'project' ? scored.investorId : scored.projectId),
    );
    return {
      party,
      asOf,
      model: this.matcher.model.version,
      leads: eligible.slice(0, leadsPerParty),
      others: spread ? ranked : [],
      full: eligible.length >= leadsPerParty,
      barred: active ? cut.map(({ id }) => id) : 'all',
    };
  }
}

/** The matcher answers in the order in which it was asked. */
function timesOf(task: MatchTask | undefined): Pick<MatchTask, 'changedAt' | 'claimedAt'> {
  if (task === undefined) throw new RangeError('The matcher answered for a party that it was not asked for.');
  return { changedAt: task.changedAt, claimedAt: task.claimedAt };
}
