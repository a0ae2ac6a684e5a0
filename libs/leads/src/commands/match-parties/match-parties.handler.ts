import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { type Scored } from '@bole/matching';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { BOLE_CONFIG, type BoleConfig, CLOCK } from '@bole/platform';
import { drawList } from '../../exploration/draw-list';
import { sharesOf } from '../../exploration/store/ranking.store';
import { otherKind, type Party } from '../../lead';
import { marksOf, type MarksOfParty, NO_MARKS } from '../../marks/store/marks-of-parties.store';
import { LeadBell } from '../../feed/lead-bell';
import { holdModels, lastModelChange } from '../../models/model.store';
import { type MatchedParty, PartyMatcher } from '../../party.matcher';
import { MatchStore, type RankedList } from '../../store/match.store';
import { noteShown } from '../../store/shown.store';
import { finishTasks, markTasks, type MatchTask, stillHeld, TasksLost } from '../../store/task.store';
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
    const marks = await marksOf(this.unitOfWork, kind, ids);
    const shares = kind === 'project' ? await sharesOf(this.unitOfWork, ids) : new Map<string, number>();
    const also = (id: string) => [
      ...(listed.get(id) ?? []),
      ...(marks.get(id)?.pinned ?? []),
      ...(marks.get(id)?.hidden ?? []),
    ];
    for (let round = 1; ; round++) {
      const matched = await this.matcher.match(kind, ids, asOf, also);
      const lists = new Map(
        matched.map((party, at) => [
          party.party.id,
          {
            ...this.toList(party, asOf, spread, {
              ...(marks.get(party.party.id) ?? NO_MARKS),
              share: shares.get(party.party.id) ?? 0,
            }),
            ...timesOf(tasks[at]),
          },
        ]),
      );
      try {
        const computed = { spread, lastChange: matched[0]?.models.lastChange };
        const saved = await this.save(kind, tasks, lists, computed);
        this.bell.ring(saved.cities);
        return { changed: saved.changed };
      } catch (error) {
        if (!(error instanceof ModelChanged) || round === MOST_ROUNDS) throw error;
      }
    }
  }

  /**
   * Keeps the lists of the tasks that are still held; should another take some of them meanwhile, the rest. Throws ModelChanged
   * where a model in use is another by now than when they were computed.
   */
  private async save(
    kind: Party['kind'],
    tasks: readonly MatchTask[],
    lists: ReadonlyMap<string, RankedList>,
    { spread, lastChange }: { readonly spread: boolean; readonly lastChange: number | undefined },
  ): Promise<Saved> {
    const keep = async (transaction: Transaction): Promise<Saved> => {
      await holdModels(transaction);
      if (lastChange !== undefined && (await lastModelChange(transaction)) !== lastChange)
        throw new ModelChanged();
      const held = await stillHeld(transaction, tasks);
      const own = held.flatMap((task) => lists.get(task.id) ?? []);
      const store = new MatchStore(transaction);
      const { events, concerned, cities } = await store.saveLists(kind, own, this.clock.now());
      if (kind === 'project') await noteShown(transaction, own, this.clock.now());
      const reached = spread ? [...concerned, ...(await store.wouldEnter(kind, own))] : [];
      const { quietMs } = this.config.matching;
      // Tasks come last, those of investors before those of projects: see `finishTasks`.
      if (kind === 'investor') await finishTasks(transaction, held);
      await markTasks(transaction, otherKind(kind), reached, { quietMs, changed: false });
      if (kind === 'project') await finishTasks(transaction, held);
      await transaction.emit(events);
      return { changed: events.length, cities };
    };
    // A task that is lost stays lost, so each round has fewer of them.
    for (;;) {
      try {
        return await this.unitOfWork.run(keep);
      } catch (error) {
        if (!(error instanceof TasksLost)) throw error;
      }
    }
  }

  /**
   * The other parties with whom these stand on a list already. They are scored again, so that a pair has one score
   * whichever side lists it, but they are no candidates: an earlier ranking must not decide a later one.
   */
  private async othersOnLists(kind: Party['kind'], ids: readonly string[]): Promise<Map<string, string[]>> {
    const other = otherKind(kind);
    const rows = await this.unitOfWork.query<{ id: string; others: string[] }>(
      `select ${kind}_id as id, array_agg(${other}_id order by ${other}_id) as others
       from matching.match where ${kind}_id = any($1::text[]) and for_${other} group by ${kind}_id`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.others]));
  }

  private toList(
    { party, ranked, candidates, cut, active, model }: MatchedParty,
    asOf: Date,
    spread: boolean,
    { pinned, hidden, share }: Decided,
  ): Omit<RankedList, 'changedAt' | 'claimedAt'> {
    const own = new Set(candidates.map((candidate) => candidate.id));
    const { leadsPerParty } = this.config.matching;
    const otherOf = (scored: Scored) => (party.kind === 'project' ? scored.investorId : scored.projectId);
    const eligible = ranked.filter((scored) => own.has(otherOf(scored)) && !hidden.has(otherOf(scored)));
    const drawn = drawList({
      ...{ ranked: eligible, idOf: otherOf, places: leadsPerParty, share },
      certain: (scored) => pinned.has(otherOf(scored)),
      seed: [party.id, asOf.toISOString().slice(0, 10), model, share],
    });
    const listed = new Set(drawn.items);
    return {
      party,
      asOf,
      model,
      // A pinned pair stands there besides, however low it ranks, and takes nobody's place.
      leads: ranked.filter((scored) => listed.has(scored) || pinned.has(otherOf(scored))),
      others: spread ? ranked : ranked.filter((scored) => hidden.has(otherOf(scored))),
      hidden,
      chances: drawn.chances,
      floor: eligible[leadsPerParty - 1]?.score ?? null,
      barred: active ? cut.map(({ id }) => id) : 'all',
    };
  }
}

/** What people decided about one list. */
interface Decided extends MarksOfParty {
  /** Of its places, how many on average are for exploration. */
  readonly share: number;
}

/** A list computed by a model that is no longer in use must not take the place of a newer one's. */
class ModelChanged extends Error {
  constructor() {
    super('A model changed while lists were computed.');
  }
}

const MOST_ROUNDS = 5;

interface Saved {
  readonly changed: number;
  readonly cities: readonly string[];
}

/** The matcher answers in the order in which it was asked. */
function timesOf(task: MatchTask | undefined): Pick<MatchTask, 'changedAt' | 'claimedAt'> {
  if (task === undefined) throw new RangeError('The matcher answered for a party that it was not asked for.');
  return { changedAt: task.changedAt, claimedAt: task.claimedAt };
}
