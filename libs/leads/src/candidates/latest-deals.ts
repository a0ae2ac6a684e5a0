import { type Deed, type EnteredFacts, type MarketEntries, marketEntries } from '@bole/matching';
import { Acting, type UnitOfWork } from '@bole/persistence';
import { LRUCache } from 'lru-cache';
import { deedsEpoch } from './deeds-epoch';

/** A bound of the work: the market's latest deals, in whatever place and industry. Some 3 MB in memory. */
const LATEST = 8_000;
const MOST_KEPT = 4;

/** The latest deals that the asker may see as of an instant. Kept in memory until any deal or any project's segment changes. */
export class LatestDeals {
  private readonly kept = new LRUCache<string, MarketEntries>({ max: MOST_KEPT });

  constructor(private readonly queries: Pick<UnitOfWork, 'query'>) {}

  async asOf(asOf: Date): Promise<MarketEntries> {
    const key = `${await deedsEpoch(this.queries)} ${asOf.getTime()} ${Acting.view()}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const rows = await this.queries.query<DealRow>(
      `select latest.investor_id, latest.occurred_at, latest.facts, party.id as project_id,
         party.facts -> 'place' as place, party.facts -> 'industries' as industries,
         party.facts -> 'keywords' as keywords, party.facts -> 'window' as "window"
       from (select id, investor_id, project_id, occurred_at, facts from matching.signal
             where deed and occurred_at <= $1 order by occurred_at desc, id limit ${LATEST}) as latest
         left join matching.facts as party on party.kind = 'project' and party.id = latest.project_id
       order by latest.occurred_at, latest.id`,
      [asOf],
    );
    const found = marketEntries(rows.map(dealOf), asOf);
    this.kept.set(key, found);
    return found;
  }
}

interface DealRow extends Pick<EnteredFacts, 'place' | 'industries' | 'keywords'> {
  readonly investor_id: string;
  readonly occurred_at: Date;
  readonly facts: Pick<Deed, 'fundingStage' | 'amountCny'>;
  /** Null, as what is of it, where the project may not be seen. */
  readonly project_id: string | null;
  readonly window: EnteredFacts['window'] | null;
}

function dealOf({
  investor_id,
  occurred_at,
  facts,
  project_id,
  place,
  industries,
  keywords,
  window,
}: DealRow) {
  const { fundingStage, amountCny } = facts;
  return {
    investorId: investor_id,
    occurredAt: occurred_at.getTime(),
    project:
      project_id === null
        ? undefined
        : { place, industries, keywords, ...(window === null || window === undefined ? {} : { window }) },
    ...(fundingStage === undefined ? {} : { fundingStage }),
    ...(amountCny === undefined ? {} : { amountCny }),
  };
}
