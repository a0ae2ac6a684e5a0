import { contentHash } from '@bole/kernel';
import { type Contribution, moved, type Scored } from '@bole/matching';
import { type OutboxEvent, type Transaction } from '@bole/persistence';
import { NO_CITY } from '@bole/taxonomy';
import { type Chance } from '../exploration/draw-list';
import { PairChanges, TOUCHED, type TouchedPair } from '../feed/pair-changes';
import { leadId, type Match, otherKind, type Party } from '../lead';
import { listEvent, telling } from './list.event';
import { type MatchRow } from './match.row';

/** The list of one party, computed anew: best first, already cut to its length. */
export interface RankedList {
  readonly party: Party;
  readonly asOf: Date;
  readonly model: string;
  readonly leads: readonly Scored[];
  /** Other pairs of this party that were scored on the way: kept up to date where they stand in the other side's list. */
  readonly others: readonly Scored[];
  /** The other parties with whom this one was hidden by officers: such pairs are kept, on no list. */
  readonly hidden: ReadonlySet<string>;
  /** Of a project's list, by investor: how it was drawn, where it does not stand there for certain. */
  readonly chances: ReadonlyMap<string, Chance>;
  /** The score that a pair has to pass to get in: of the last that was ranked, in a full list; null where there is room. */
  readonly floor: number | null;
  /** The other parties that may not stand beside this one, on either side's list: `all` when it is closed or withdrawn. */
  readonly barred: readonly string[] | 'all';
  /** When the party itself last changed, if it did, and when this computation began, by the database's clock. */
  readonly changedAt: Date | null;
  readonly claimedAt: Date;
}

/**
 * Writes lists of parties of one kind, in one transaction: pairs that are new or changed are written, pairs that
 * neither side lists any longer go.
 */
export class MatchStore {
  constructor(private readonly transaction: Transaction) {}

  async saveLists(kind: Party['kind'], lists: readonly RankedList[], now: Date): Promise<SavedLists> {
    const parties = lists.map((list) => list.party.id);
    await this.holdInTheirCities(lists);
    const before = await this.rowsOf(kind, lists);
    const published = await this.publishedOf(kind, parties);
    const events: OutboxEvent[] = [];
    const changes: PairChange[] = [];
    const hashes: string[] = [];
    const fallen: string[] = [];
    for (const list of lists) {
      const stood = before.get(list.party.id) ?? new Map<string, MatchRow>();
      const listed = new Set(list.leads.map((scored) => pairKey(scored)));
      const own = list.leads.map((scored) => ({
        ...change(scored, true, stood.get(pairKey(scored))),
        chance: list.chances.get(otherOf(scored, kind)),
      }));
      const kept = list.others
        .filter((scored) => !listed.has(pairKey(scored)))
        .filter((scored) => stood.has(pairKey(scored)) || list.hidden.has(otherOf(scored, kind)))
        .map((scored) => change(scored, false, stood.get(pairKey(scored))));
      const changed = [...own, ...kept].filter((pair) => differs(pair, kind));
      changes.push(...changed);
      fallen.push(...fallenFor(kind, changed));
      // The shared rows may have been written from the other side: what was published says whether this list is news.
      const hash = contentHash(
        own.map(({ scored, chance }) => [
          ...[scored.projectId, scored.investorId, scored.score, telling(scored)],
          ...(chance === undefined ? [] : [chance]),
        ]),
      );
      hashes.push(hash);
      if (published.get(list.party.id) !== hash) events.push(listEvent(list, own, now));
    }
    const feed = new PairChanges();
    const bereft = await this.bar(kind, lists, feed);
    await this.write(kind, changes, now, feed);
    await this.unlist(kind, lists, feed);
    await this.noteLists(kind, lists, hashes);
    const cities = await feed.record(this.transaction, now);
    return { events, concerned: [...bereft, ...fallen], cities };
  }

  private async publishedOf(kind: Party['kind'], ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.transaction.query<{ id: string; published: string }>(
      `select id, published from matching.list where kind = $1 and id = any($2::text[])`,
      [kind, ids],
    );
    return new Map(rows.map((row) => [row.id, row.published]));
  }

  private async noteLists(
    kind: Party['kind'],
    lists: readonly RankedList[],
    hashes: readonly string[],
  ): Promise<void> {
    await this.transaction.query(
      `insert into matching.list (kind, id, as_of, model, floor, matched_at, published)
       select $1, * from unnest($2::text[], $3::timestamptz[], $4::text[], $5::float8[], $6::timestamptz[], $7::text[])
       on conflict (kind, id) do update set as_of = excluded.as_of, model = excluded.model,
         floor = excluded.floor, matched_at = excluded.matched_at, published = excluded.published`,
      [
        kind,
        lists.map((list) => list.party.id),
        lists.map((list) => list.asOf),
        lists.map((list) => list.model),
        lists.map((list) => list.floor),
        lists.map((list) => list.claimedAt),
        hashes,
      ],
    );
  }

  /**
   * The rows that these lists had and will have, those on which their parties stand in the other side's lists, and those
   * that may not be. Locked in order, all that the statements to come touch: two batches must not wait for one another.
   */
  private async rowsOf(
    kind: Party['kind'],
    lists: readonly RankedList[],
  ): Promise<Map<string, Map<string, MatchRow>>> {
    const { inactive, barred } = whoMayNotBe(lists);
    const pairs = [
      ...lists.flatMap((list) =>
        [...list.leads, ...list.others].map((pair) => ({ party: list.party.id, id: otherOf(pair, kind) })),
      ),
      ...barred,
    ];
    const rows = await this.transaction.query<MatchRow>(
      `select * from matching.match where (project_id, investor_id) in (
         select project_id, investor_id from unnest($2::text[], $3::text[]) as pair(${kind}_id, ${otherKind(kind)}_id)
         union
         select project_id, investor_id from matching.match where ${kind}_id = any($1::text[]) and for_${kind}
         union
         select project_id, investor_id from matching.match where ${kind}_id = any($4::text[]))
       order by project_id, investor_id for update`,
      [
        lists.map((list) => list.party.id),
        pairs.map(({ party }) => party),
        pairs.map(({ id }) => id),
        inactive,
      ],
    );
    const byParty = new Map<string, Map<string, MatchRow>>();
    for (const row of rows) {
      const party = kind === 'project' ? row.project_id : row.investor_id;
      const known = byParty.get(party) ?? new Map<string, MatchRow>();
      byParty.set(party, known.set(rowKey(row), row));
    }
    return byParty;
  }

  /**
   * The parties of the other kind whose lists these pairs would enter, though they do not stand there yet: those whose
   * lists are older than the change, for a newer one has taken it into account already.
   */
  async wouldEnter(kind: Party['kind'], lists: readonly RankedList[]): Promise<string[]> {
    const other = otherKind(kind);
    const pairs = lists.flatMap(({ others, hidden, changedAt }) =>
      changedAt === null
        ? []
        : others.flatMap((pair) => (hidden.has(otherOf(pair, kind)) ? [] : { pair, changedAt })),
    );
    const rows = await this.transaction.query<{ id: string }>(
      `select distinct pair.${other}_id as id
       from unnest($1::text[], $2::text[], $3::float8[], $4::timestamptz[]) as pair(project_id, investor_id, score, changed_at)
       left join matching.list on list.kind = $5 and list.id = pair.${other}_id
       where (list.id is not null or exists (
           select from matching.task where task.kind = $5 and task.id = pair.${other}_id and task.claimed_until is not null))
         and coalesce(list.matched_at < pair.changed_at + interval '${COMMIT_SLACK}', true)
         and (list.floor is null or pair.score > list.floor) and not exists (
         select from matching.match
         where match.project_id = pair.project_id and match.investor_id = pair.investor_id and match.for_${other})`,
      [
        pairs.map(({ pair }) => pair.projectId),
        pairs.map(({ pair }) => pair.investorId),
        pairs.map(({ pair }) => pair.score),
        pairs.map(({ changedAt }) => changedAt),
        other,
      ],
    );
    return rows.map((row) => row.id);
  }

  /** Deletes the pairs that may not be, on whosever list; returns the parties of the other kind that listed one. */
  private async bar(kind: Party['kind'], lists: readonly RankedList[], feed: PairChanges): Promise<string[]> {
    const other = otherKind(kind);
    const { inactive, barred } = whoMayNotBe(lists);
    // Two statements: an index serves each, and none would serve both in one.
    const deleted = [
      ...(inactive.length === 0
        ? []
        : await this.transaction.query<TouchedPair>(
            `delete from matching.match where ${kind}_id = any($1::text[]) returning ${TOUCHED}`,
            [inactive],
          )),
      ...(barred.length === 0
        ? []
        : await this.transaction.query<TouchedPair>(
            `delete from matching.match using unnest($1::text[], $2::text[]) as barred(party, other)
             where match.${kind}_id = barred.party and match.${other}_id = barred.other returning ${TOUCHED}`,
            [barred.map((pair) => pair.party), barred.map((pair) => pair.id)],
          )),
    ];
    feed.deleted(deleted);
    return deleted.filter((row) => isListed(row, other)).map((row) => row[`${other}_id`]);
  }

  /** Takes from each list what is no longer on it; a pair that is then on neither side's list, and bears no mark, is deleted. */
  private async unlist(kind: Party['kind'], lists: readonly RankedList[], feed: PairChanges): Promise<void> {
    const other = otherKind(kind);
    const parties = lists.map((list) => list.party.id);
    const listed = lists.flatMap((list) => list.leads.map((lead) => ({ party: list.party.id, lead })));
    const unlisted = await this.transaction.query<TouchedPair>(
      `update matching.match set for_${kind} = false${kind === 'project' ? ', explored = false, probability = null' : ''}
       where ${kind}_id = any($1::text[]) and for_${kind} and not exists (
         select from unnest($2::text[], $3::text[]) as listed(party, other)
         where listed.party = match.${kind}_id and listed.other = match.${other}_id)
       returning ${TOUCHED}`,
      [parties, listed.map(({ party }) => party), listed.map(({ lead }) => otherOf(lead, kind))],
    );
    feed.unlisted(unlisted);
    const deleted = await this.transaction.query<TouchedPair>(
      `delete from matching.match where ${kind}_id = any($1::text[]) and not for_project and not for_investor
         and not exists (select from leads.lead_mark as mark where mark.mark is not null and mark.city = match.city
           and mark.project_id = match.project_id and mark.investor_id = match.investor_id)
       returning ${TOUCHED}`,
      [parties],
    );
    feed.deleted(deleted);
  }

  /**
   * A move of a project takes along the pairs that it sees. Those that are new here, which it could not see before this
   * transaction ends, make it wait until then (FactsStore); one that is under way is waited for. A move too takes the
   * projects first and then their pairs: the other way round the two would wait for one another.
   */
  private async holdInTheirCities(lists: readonly RankedList[]): Promise<void> {
    const projects = new Set(lists.flatMap((list) => list.leads.map(({ projectId }) => projectId)));
    await this.transaction.query(
      `select from matching.party where kind = 'project' and id = any($1::text[]) order by id for key share`,
      [[...projects]],
    );
  }

  private async write(
    kind: Party['kind'],
    changes: readonly PairChange[],
    now: Date,
    feed: PairChanges,
  ): Promise<void> {
    if (changes.length === 0) return;
    const rows = changes.map(({ scored, listed, moves, chance }) => ({
      project_id: scored.projectId,
      investor_id: scored.investorId,
      lead_id: leadId(scored.projectId, scored.investorId),
      score: scored.score,
      ...scored.parts,
      contributions: telling(scored),
      model: scored.model,
      listed,
      moved: moves,
      explored: chance?.explored ?? false,
      probability: chance?.probability ?? null,
    }));
    const written = await this.transaction.query<TouchedPair>(
      `insert into matching.match as kept (project_id, investor_id, lead_id, score, base, fit, intent, relationship,
         contributions, model, for_project, for_investor, moved, explored, probability, changed_at, city)
       select project_id, investor_id, lead_id, score, base, fit, intent, relationship, contributions, model,
         ${kind === 'project' ? 'listed, false' : 'false, listed'}, moved, explored, probability, $2,
         coalesce(party.city, '${NO_CITY}')
       from jsonb_to_recordset($1::jsonb) as r(project_id text, investor_id text, lead_id text, score float8, base float8,
         fit float8, intent float8, relationship float8, contributions jsonb, model text, listed boolean, moved jsonb,
         explored boolean, probability float8)
         left join matching.party on party.kind = 'project' and party.id = project_id
       order by project_id, investor_id
       on conflict (project_id, investor_id) do update
         set score = excluded.score, base = excluded.base, fit = excluded.fit, intent = excluded.intent,
             relationship = excluded.relationship, contributions = excluded.contributions, model = excluded.model,
             for_${kind} = excluded.for_${kind} or kept.for_${kind}, city = excluded.city, changed_at = excluded.changed_at,
             ${kind === 'project' ? 'explored = excluded.explored, probability = excluded.probability,' : ''}
             moved = case when kept.contributions = excluded.contributions then kept.moved else excluded.moved end
       returning kept.project_id, kept.investor_id, kept.lead_id, kept.score, kept.for_project, kept.for_investor`,
      [JSON.stringify(rows), now],
    );
    const changeOf = new Map(changes.map((pair) => [pairKey(pair.scored), pair]));
    for (const row of written) {
      const { before, moves } = changeOf.get(rowKey(row)) ?? {};
      feed.wrote(row, before?.score ?? null, moves ?? []);
    }
  }
}

export interface SavedLists {
  /** Of the lists that are other than what was last published. */
  readonly events: OutboxEvent[];
  /** Parties of the other kind from whose lists a pair has gone, or on which one has fallen: something may come in its place. */
  readonly concerned: readonly string[];
  /** Whose leads have changed. */
  readonly cities: readonly string[];
}

/** A change counts from when it was written; those who look cannot see it before it is committed. */
const COMMIT_SLACK = '5 seconds';

interface PairChange {
  readonly scored: Scored;
  readonly listed: boolean;
  readonly before: MatchRow | undefined;
  readonly moves: Match['moved'];
  readonly chance?: Chance | undefined;
}

/** The parties that are closed or withdrawn, and of the others the pairs that a hard limit cuts. */
function whoMayNotBe(lists: readonly RankedList[]): {
  readonly inactive: readonly string[];
  readonly barred: readonly { readonly party: string; readonly id: string }[];
} {
  return {
    inactive: lists.flatMap((list) => (list.barred === 'all' ? list.party.id : [])),
    barred: lists.flatMap(({ party, barred }) =>
      barred === 'all' ? [] : barred.map((id) => ({ party: party.id, id })),
    ),
  };
}

function otherOf({ projectId, investorId }: Scored, kind: Party['kind']): string {
  return kind === 'project' ? investorId : projectId;
}

/** The parties of the other kind that list a pair whose score has fallen: another may now be better. */
function fallenFor(kind: Party['kind'], changed: readonly PairChange[]): string[] {
  return changed.flatMap(({ scored, before }) => {
    if (before === undefined || scored.score >= before.score) return [];
    if (kind === 'project') return before.for_investor ? before.investor_id : [];
    return before.for_project ? before.project_id : [];
  });
}

function change(scored: Scored, listed: boolean, before: MatchRow | undefined): PairChange {
  return { scored, listed, before, moves: moved(before?.contributions, telling(scored)) };
}

function differs({ scored, listed, before, chance }: PairChange, kind: Party['kind']): boolean {
  if (before === undefined) return true;
  if (listed && !isListed(before, kind)) return true;
  if (kind === 'project' && before.explored !== (chance?.explored ?? false)) return true;
  if (kind === 'project' && before.probability !== (chance?.probability ?? null)) return true;
  return before.model !== scored.model || !sameContributions(before.contributions, telling(scored));
}

function sameContributions(a: readonly Contribution[], b: readonly Contribution[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((one, at) => {
    const other = b[at];
    return (
      other !== undefined &&
      one.feature === other.feature &&
      one.points === other.points &&
      one.value === other.value &&
      one.evidence.length === other.evidence.length &&
      one.evidence.every((id, place) => id === other.evidence[place])
    );
  });
}

function isListed(row: TouchedPair, kind: Party['kind']): boolean {
  return kind === 'project' ? row.for_project : row.for_investor;
}

function pairKey(scored: Pick<Scored, 'projectId' | 'investorId'>): string {
  return `${scored.projectId} ${scored.investorId}`;
}

function rowKey(row: TouchedPair): string {
  return `${row.project_id} ${row.investor_id}`;
}
