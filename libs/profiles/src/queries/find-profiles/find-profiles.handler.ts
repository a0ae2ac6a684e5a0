import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Acting, audiencesOf, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { SEARCH_ENGINE, type SearchEngine, type SearchQuery, type WeightedTerm } from '@bole/search';
import { tokenize, tokenizeNameQuery } from '@bole/text';
import { type PartyKind } from '../../party-kind';
import { type ProfileRow, toKeptProfile } from '../../store/profile.row';
import { type ProfilePage } from '../list-profiles/list-profiles.query';
import { FindProfilesQuery } from './find-profiles.query';

const NAME_WEIGHT = 3;
const MOST_TERMS = 64;

@QueryHandler(FindProfilesQuery)
export class FindProfilesHandler implements IQueryHandler<FindProfilesQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(SEARCH_ENGINE) private readonly search: SearchEngine,
  ) {}

  async execute({ kind, text, limit }: FindProfilesQuery): Promise<ProfilePage> {
    const terms = termsOf(text);
    if (terms.length === 0) return { items: [], next: null };
    const [hits = []] = await this.search.search(kind === 'investor' ? 'investors' : 'projects', [
      { terms, size: limit, ...forAudience(kind) },
    ]);
    const rows = await this.unitOfWork.query<ProfileRow>(
      `select * from intake.${kind} where id = any($1::text[])`,
      [hits.map((hit) => hit.id)],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return { items: hits.flatMap((hit) => byId.get(hit.id) ?? []).map(toKeptProfile), next: null };
  }
}

/** The index cuts by the same rule as the database, so that what may not be seen takes no place among the hits. */
function forAudience(kind: PartyKind): Pick<SearchQuery, 'filters'> {
  const scope = Acting.current();
  return kind === 'investor' || scope === undefined ? {} : { filters: { audience: audiencesOf(scope) } };
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
