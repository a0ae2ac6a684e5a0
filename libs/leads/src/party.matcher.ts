import {
  type Limit,
  type Model,
  pairLimits,
  pointsOfEach,
  prepareProject,
  type PreparedInvestor,
  type PreparedProject,
  type ProjectRecord,
  rank,
  score,
  type Scored,
} from '@bole/matching';
import { type UnitOfWork } from '@bole/persistence';
import { type SearchEngine } from '@bole/search';
import {
  type Candidate,
  findCandidates,
  type InvestorGenerator,
  type NamedGenerator,
  type ProjectGenerator,
} from './candidates/generator';
import { GIVEN_PROJECT_GENERATORS, INVESTOR_GENERATORS } from './candidates/investor-generators';
import { GIVEN_INVESTOR_GENERATORS, PROJECT_GENERATORS } from './candidates/project-generators';
import { LatestDeals } from './candidates/latest-deals';
import { SegmentActivity } from './candidates/segment-activity';
import { type Party } from './lead';
import { RecordLoader } from './loader/record.loader';
import { type CityModels, ModelsInUse, type ModelSource } from './models/city-models';

/** One party matched: its ranking and how it came about. */
export interface MatchedParty {
  readonly party: Party;
  /** False when the party is unknown, closed or withdrawn: then nothing is ranked. */
  readonly active: boolean;
  /** Those that it was scored by. */
  readonly models: CityModels;
  /** The version of the model of a project; of an investor's list, of the city that is acted for: its pairs name their own. */
  readonly model: string;
  /** The candidates that no hard limit cuts, best first; all of them unless the best few were asked for. */
  readonly ranked: readonly Scored[];
  readonly cut: readonly { readonly id: string; readonly limits: readonly Limit[] }[];
  readonly candidates: readonly Candidate[];
  readonly investors: ReadonlyMap<string, PreparedInvestor>;
  readonly projects: ReadonlyMap<string, PreparedProject>;
}

/**
 * Matches parties as of an instant: candidates, hard limits, scores, order. Reads only profiles and signals, so the same
 * state, model and instant give the same ranking to the last digit, on every set of engines.
 */
export class PartyMatcher {
  private readonly segments: SegmentActivity;
  private readonly latest: LatestDeals;

  constructor(
    private readonly search: SearchEngine,
    private readonly unitOfWork: Pick<UnitOfWork, 'query'>,
    private readonly candidatesPerParty: number,
    private readonly loader: RecordLoader = new RecordLoader(unitOfWork),
    private readonly models: ModelSource = new ModelsInUse(unitOfWork),
  ) {
    this.segments = new SegmentActivity(unitOfWork);
    this.latest = new LatestDeals(unitOfWork);
  }

  /**
   * Ranks investors for projects, or projects for investors, in the order of `ids`. A party that is unknown, closed or
   * withdrawn has an empty ranking. `also` are parties to score besides the candidates.
   */
  async match(
    kind: Party['kind'],
    ids: readonly string[],
    asOf: Date,
    also: Also = NOBODY,
  ): Promise<MatchedParty[]> {
    const models = await this.models.now();
    return kind === 'project'
      ? this.matchProjects(
          ids,
          await this.loader.projects(ids, asOf, models),
          INVESTOR_GENERATORS,
          { asOf, models },
          also,
        )
      : this.matchInvestors(
          ids,
          await this.loader.investors(ids, asOf),
          PROJECT_GENERATORS,
          { asOf, models },
          also,
        );
  }

  /** Ranks the `most` best investors for a project that is not kept, by the same road as for one that is. */
  async matchGivenProject(record: ProjectRecord, asOf: Date, most: number): Promise<MatchedParty> {
    const models = await this.models.now();
    await models.read([record.facts]);
    const { id } = record.facts;
    const project = prepareProject(record, asOf, models.ofProject(record.facts).background);
    const projects = new Map([[id, project]]);
    return theOne(
      await this.matchProjects([id], projects, GIVEN_PROJECT_GENERATORS, { asOf, models }, NOBODY, most),
    );
  }

  /** Ranks projects for an investor that is not kept, prepared as of `asOf`, by the same road as for one that is. */
  async matchGivenInvestor(investor: PreparedInvestor, asOf: Date): Promise<MatchedParty> {
    const models = await this.models.now();
    const { id } = investor.facts;
    const investors = new Map([[id, investor]]);
    return theOne(
      await this.matchInvestors([id], investors, GIVEN_INVESTOR_GENERATORS, { asOf, models }, NOBODY),
    );
  }

  private async matchProjects(
    ids: readonly string[],
    projects: ReadonlyMap<string, PreparedProject>,
    generators: readonly InvestorGenerator[],
    { asOf, models }: At,
    also: Also,
    most?: number,
  ): Promise<MatchedParty[]> {
    const candidates = await this.candidatesOf(generators, projects, asOf);
    const investors = await this.loader.investors(everyone(ids, candidates, also), asOf);
    const pairOf: PairOf = (own, other) => pairOrNone(projects.get(own), investors.get(other));
    const records = { investors, projects, models };
    return ids.map((id) =>
      this.matched({ kind: 'project', id }, projects.has(id), candidates, also, pairOf, records, most),
    );
  }

  private async matchInvestors(
    ids: readonly string[],
    investors: ReadonlyMap<string, PreparedInvestor>,
    generators: readonly ProjectGenerator[],
    { asOf, models }: At,
    also: Also,
  ): Promise<MatchedParty[]> {
    const candidates = await this.candidatesOf(generators, investors, asOf);
    const projects = await this.loader.projects(everyone(ids, candidates, also), asOf, models);
    const pairOf: PairOf = (own, other) => pairOrNone(projects.get(other), investors.get(own));
    const records = { investors, projects, models };
    return ids.map((id) =>
      this.matched({ kind: 'investor', id }, investors.has(id), candidates, also, pairOf, records),
    );
  }

  private async candidatesOf<Prepared>(
    generators: readonly NamedGenerator<Prepared>[],
    subjects: ReadonlyMap<string, Prepared>,
    asOf: Date,
  ): Promise<Map<string, Candidate[]>> {
    const sources = {
      search: this.search,
      queries: this.unitOfWork,
      segments: this.segments,
      latest: this.latest,
    };
    const found = await findCandidates(
      generators,
      [...subjects.values()],
      asOf,
      sources,
      this.candidatesPerParty,
    );
    return new Map([...subjects.keys()].map((id, at) => [id, found[at] ?? []]));
  }

  private matched(
    party: Party,
    active: boolean,
    candidatesOf: ReadonlyMap<string, readonly Candidate[]>,
    also: Also,
    pairOf: PairOf,
    records: Pick<MatchedParty, 'investors' | 'projects' | 'models'>,
    most?: number,
  ): MatchedParty {
    const { models, projects } = records;
    const project = party.kind === 'project' ? projects.get(party.id) : undefined;
    const { version: model } = project === undefined ? models.own : models.ofProject(project.facts);
    const pairs = everyone([party.id], candidatesOf, also).flatMap((other) => pairOf(party.id, other));
    const ranked = rankPairs(pairs, party.kind === 'project' ? 'investors' : 'projects', models, most);
    return { party, active, model, candidates: candidatesOf.get(party.id) ?? [], ...records, ...ranked };
  }
}

function rankPairs(
  pairs: readonly Pair[],
  ranked: 'investors' | 'projects',
  models: CityModels,
  most?: number,
): Pick<MatchedParty, 'ranked' | 'cut'> {
  const cut: { id: string; limits: readonly Limit[] }[] = [];
  const open: Pair[] = [];
  for (const pair of pairs) {
    const limits = pairLimits(pair.investor, pair.project);
    if (limits.length === 0) open.push(pair);
    else cut.push({ id: ranked === 'investors' ? pair.investor.facts.id : pair.project.facts.id, limits });
  }
  const asked = most === undefined ? open : best(open, ranked, models, most);
  return {
    ranked: rank(
      asked.map((pair) => score(pair, modelOf(pair, models))),
      ranked,
    ),
    cut,
  };
}

/** By the score alone: what every part of it rests on is looked up for those that are shown. */
function best(
  pairs: readonly Pair[],
  ranked: 'investors' | 'projects',
  models: CityModels,
  most: number,
): Pair[] {
  const points = pointsOfEach(pairs, (pair) => modelOf(pair, models));
  const scored = pairs.map((pair, at) => ({
    pair,
    investorId: pair.investor.facts.id,
    projectId: pair.project.facts.id,
    score: points[at] ?? 0,
  }));
  return rank(scored, ranked)
    .slice(0, most)
    .map(({ pair }) => pair);
}

function modelOf({ project }: Pair, models: CityModels): Model {
  return models.ofProject(project.facts);
}

/** As of when, and by which models. */
interface At {
  readonly asOf: Date;
  readonly models: CityModels;
}

/** Parties to score besides the candidates, by the id of the party that is matched. */
type Also = (id: string) => readonly string[];
const NOBODY: Also = () => [];

interface Pair {
  readonly project: PreparedProject;
  readonly investor: PreparedInvestor;
}

/** The pair of a matched party and another, or none where either is not active. */
type PairOf = (own: string, other: string) => readonly Pair[];

function pairOrNone(
  project: PreparedProject | undefined,
  investor: PreparedInvestor | undefined,
): readonly Pair[] {
  return project === undefined || investor === undefined ? [] : [{ project, investor }];
}

function theOne(matched: readonly MatchedParty[]): MatchedParty {
  const [only] = matched;
  if (only === undefined) throw new RangeError('The matcher answered for nobody.');
  return only;
}

function everyone(
  ids: readonly string[],
  candidatesOf: ReadonlyMap<string, readonly Candidate[]>,
  also: Also,
): string[] {
  return [
    ...new Set(
      ids.flatMap((id) => [...(candidatesOf.get(id) ?? []).map((candidate) => candidate.id), ...also(id)]),
    ),
  ];
}
