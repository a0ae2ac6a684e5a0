import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { audienceFacet, Placeholders, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { SEARCH_ENGINE, type SearchEngine, type WeightedTerm } from '@bole/search';
import { tokenize, tokenizeNameQuery } from '@bole/text';
import { type PartyKind } from '../../party-kind';
import { filterConditions } from '../../store/profile-filter.sql';
import { profileColumns, type ProfileRow, toKeptProfile } from '../../store/profile.row';
import { type ProfilePage } from '../list-profiles/list-profiles.query';
import { FindProfileIdsQuery, FindProfilesQuery } from './find-profiles.query';

const NAME_WEIGHT = 3;
const MOST_TERMS = 64;
/** Hits that a filter may cut from. */
const MOST_LOOKED_AT = 500;

@QueryHandler(FindProfilesQuery)
export class FindProfilesHandler implements IQueryHandler<FindProfilesQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(SEARCH_ENGINE) private readonly search: SearchEngine,
  ) {}

  async execute({ kind, text, filter, limit }: FindProfilesQuery): Promise<ProfilePage> {
    const ids = await find(this.search, kind, text, MOST_LOOKED_AT);
    const placeholders = new Placeholders();
    const found = `party.id = any(${placeholders.add(ids)}::text[])`;
    const conditions = [found, ...filterConditions(kind, filter, placeholders)];
    const rows = await this.unitOfWork.query<ProfileRow>(
      `select ${profileColumns(kind)} from intake.${kind} as party where ${conditions.join(' and ')}
       order by array_position(${placeholders.add(ids)}::text[], party.id) limit ${placeholders.add(limit)}`,
      placeholders.values,
    );
    return { items: rows.map((row) => toKeptProfile(kind, row)), next: null };
  }
}

@QueryHandler(FindProfileIdsQuery)
export class FindProfileIdsHandler implements IQueryHandler<FindProfileIdsQuery> {
  constructor(@Inject(SEARCH_ENGINE) private readonly search: SearchEngine) {}

  execute({ kind, text, limit }: FindProfileIdsQuery): Promise<readonly string[]> {
    return find(this.search, kind, text, limit);
  }
}

/** The index cuts by the same rule as the database, so that what may not be seen takes no place among the hits. */
async function find(
  search: SearchEngine,
  kind: PartyKind,
  text: string,
  size: number,
): Promise<readonly string[]> {
  const terms = termsOf(text);
  if (terms.length === 0) return [];
  const [hits = []] = await search.search(kind === 'investor' ? 'investors' : 'projects', [
    { terms, size, ...(kind === 'project' ? { filters: audienceFacet() } : {}) },
  ]);
  return hits.map((hit) => hit.id);
}

function termsOf(text: string): WeightedTerm[] {
  const names = [...new Set(tokenizeNameQuery(text))].map((term): WeightedTerm => ({
    field: 'name',
    term,
    weight: NAME_WEIGHT,
  }));
  const words = [...new Set(tokenize(text))].map((term): WeightedTerm => ({
    field: 'text',
    term,
    weight: 1,
  }));
  return [...names, ...words].slice(0, MOST_TERMS);
}
