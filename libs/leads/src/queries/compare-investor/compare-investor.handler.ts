import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, endOfDay, type Language, NotFoundError } from '@bole/kernel';
import {
  explain,
  investorQueries,
  pairLimits,
  type PreparedInvestor,
  type PreparedProject,
  score,
  type Scored,
} from '@bole/matching';
import { Acting, audienceFacet, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { SEARCH_ENGINE, type SearchEngine } from '@bole/search';
import { RecordLoader } from '../../loader/record.loader';
import { marksOf, NO_MARKS } from '../../marks/store/marks-of-parties.store';
import { type CityModels, ModelsInUse } from '../../models/city-models';
import { fitOnly, tenantOfPlace } from '../../on-demand/fit-only';
import {
  type BestOfCity,
  type ComparedCity,
  type ComparedInvestor,
  CompareInvestorQuery,
} from './compare-investor.query';

/** Projects of one city that are scored, of those that each of two searches finds. */
const PER_CITY = 20;

@QueryHandler(CompareInvestorQuery)
export class CompareInvestorHandler implements IQueryHandler<CompareInvestorQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(SEARCH_ENGINE) private readonly search: SearchEngine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly loader: RecordLoader,
    private readonly models: ModelsInUse,
  ) {}

  async execute({ investorId, cluster, language }: CompareInvestorQuery): Promise<ComparedInvestor> {
    const asOf = endOfDay(this.clock.now());
    const investor = (await this.loader.investors([investorId], asOf)).get(investorId);
    if (investor === undefined)
      throw new NotFoundError('PARTY_NOT_FOUND', `There is no active investor ${investorId}.`);
    const cities = await this.citiesOf(cluster);
    const models = await this.models.now();
    const found = await this.candidates(
      investor,
      cities.map(({ code }) => code),
    );
    const marks = (await marksOf(this.unitOfWork, 'investor', [investorId])).get(investorId) ?? NO_MARKS;
    const projects = await this.loader.projects(
      [...new Set([...found, ...marks.pinned])].filter((id) => !marks.hidden.has(id)),
      asOf,
      models,
    );
    const best = bestByCity(investor, [...projects.values()], models, marks.pinned);
    return {
      investor: { id: investorId, names: investor.facts.names },
      asOf: asOf.toISOString(),
      model: models.own.version,
      items: cities
        .map(({ code, zh, en, open }): ComparedCity => {
          const found = best.get(code);
          return {
            city: code,
            names: { zh, en },
            own: code === Acting.current()?.city,
            openProjects: open,
            best: found === undefined ? null : described(found, investor, language),
          };
        })
        .sort(byFit),
    };
  }

  private async citiesOf(cluster: string | undefined): Promise<CityRow[]> {
    const own = Acting.current()?.city ?? '';
    const rows = await this.unitOfWork.query<CityRow>(
      `select city.code, city.zh, city.en, (
         select count(*)::int from matching.party
         where party.kind = 'project' and party.active and party.city = city.code) as open
       from access.city where code in (
         select beside.city from access.cluster_city as own join access.cluster_city as beside using (cluster_id)
         where own.city = $1 and ($2::text is null or cluster_id = $2))
         or ($2::text is null and code = $1)`,
      [own, cluster ?? null],
    );
    if (rows.length === 0)
      throw new NotFoundError('CLUSTER_NOT_FOUND', `Your city is in no cluster ${cluster ?? ''}.`);
    return rows;
  }

  /** What the investor's words and codes find in each city, by the same searches as a match's. */
  private async candidates(investor: PreparedInvestor, cities: readonly string[]): Promise<string[]> {
    const { lexical, codes } = investorQueries(investor);
    const hits = await this.search.search(
      'projects',
      cities.flatMap((city) =>
        [lexical, codes].map((terms) => ({
          terms,
          filters: { status: ['open'], city: [city], ...audienceFacet() },
          size: PER_CITY,
        })),
      ),
    );
    return [...new Set(hits.flat().map(({ id }) => id))];
  }
}

function bestByCity(
  investor: PreparedInvestor,
  projects: readonly PreparedProject[],
  models: CityModels,
  pinned: ReadonlySet<string>,
): Map<string, Candidate> {
  const best = new Map<string, Candidate>();
  for (const project of projects) {
    if (pairLimits(investor, project).length > 0) continue;
    const whole = score({ investor, project }, models.ofProject(project.facts));
    const candidate = { project, whole, fit: fitOnly(whole), pinned: pinned.has(project.facts.id) };
    const city = tenantOfPlace(project.facts.place);
    const leading = best.get(city);
    if (leading === undefined || precedes(candidate, leading)) best.set(city, candidate);
  }
  return best;
}

interface CityRow {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly open: number;
}

interface Candidate {
  readonly project: PreparedProject;
  readonly whole: Scored;
  readonly fit: Scored;
  readonly pinned: boolean;
}

function precedes(a: Candidate, b: Candidate): boolean {
  if (a.pinned !== b.pinned) return a.pinned;
  return a.fit.score > b.fit.score || (a.fit.score === b.fit.score && a.fit.projectId < b.fit.projectId);
}

function described(
  { project, whole, fit }: Candidate,
  investor: PreparedInvestor,
  language: Language,
): BestOfCity {
  const own = tenantOfPlace(project.facts.place) === Acting.current()?.city;
  const shown = own ? whole : fit;
  return {
    project: { id: project.facts.id, names: project.facts.names },
    fit: fit.score,
    score: own ? whole.score : null,
    parts: shown.parts,
    reasons: explain(shown, { investor, project }, language),
  };
}

function byFit(a: ComparedCity, b: ComparedCity): number {
  const [fitOfA, fitOfB] = [a.best?.fit ?? -Infinity, b.best?.fit ?? -Infinity];
  if (fitOfA !== fitOfB) return fitOfB - fitOfA;
  return a.city < b.city ? -1 : 1;
}
