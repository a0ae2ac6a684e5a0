import {
  DEFAULT_MODEL,
  type Limit,
  type Model,
  pairLimits,
  type PreparedInvestor,
  type PreparedProject,
  rank,
  score,
  type Scored,
} from '@bole/matching';
import { type UnitOfWork } from '@bole/persistence';
import { type SearchEngine } from '@bole/search';
import { type Candidate, findCandidates } from './candidates/generator';
import { INVESTOR_GENERATORS } from './candidates/investor-generators';
import { PROJECT_GENERATORS } from './candidates/project-generators';
import { SegmentActivity } from './candidates/segment-activity';
import { type Party } from './lead';
import { RecordLoader } from './loader/record.loader';

/** One party matched: its ranking and how it came about. */
export interface MatchedParty {
  readonly party: Party;
  /** False when the party is unknown, closed or withdrawn: then nothing is ranked. */
  readonly active: boolean;
  /** All candidates that no hard limit cuts, best first. */
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
  private readonly loader: RecordLoader;
  private readonly segments: SegmentActivity;

  constructor(
    private readonly search: SearchEngine,
    private readonly unitOfWork: Pick<UnitOfWork, 'query'>,
    private readonly candidatesPerParty: number,
    readonly model: Model = DEFAULT_MODEL,
  ) {
    this.loader = new RecordLoader(unitOfWork);
    this.segments = new SegmentActivity(unitOfWork);
  }

  /** In the order of `ids`. A project that is unknown or closed has an empty ranking. `also` are investors to score besides. */
  async matchProjects(ids: readonly string[], asOf: Date, also: Also = NOBODY): Promise<MatchedParty[]> {
    const projects = await this.loader.projects(ids, asOf);
    const subjects = [...projects.values()];
    const found = await findCandidates(
      INVESTOR_GENERATORS,
      subjects,
      asOf,
      this.sources(),
      this.candidatesPerParty,
    );
    const candidatesOf = new Map(subjects.map((project, at) => [project.facts.id, found[at] ?? []]));
    const investors = await this.loader.investors(
      [
        ...new Set(
          ids.flatMap((id) => [
            ...(candidatesOf.get(id) ?? []).map((candidate) => candidate.id),
            ...also(id),
          ]),
        ),
      ],
      asOf,
    );
    return ids.map((id) => {
      const project = projects.get(id);
      const candidates = candidatesOf.get(id) ?? [];
      const others = [...new Set([...candidates.map((candidate) => candidate.id), ...also(id)])];
      const pairs = others.flatMap((other) => {
        const investor = investors.get(other);
        return project === undefined || investor === undefined ? [] : [{ project, investor }];
      });
      return {
        party: { kind: 'project', id },
        active: project !== undefined,
        candidates,
        investors,
        projects,
        ...this.rankPairs(pairs, 'investors'),
      };
    });
  }

  /** The same for investors: ranks projects. */
  async matchInvestors(ids: readonly string[], asOf: Date, also: Also = NOBODY): Promise<MatchedParty[]> {
    const investors = await this.loader.investors(ids, asOf);
    const subjects = [...investors.values()];
    const found = await findCandidates(
      PROJECT_GENERATORS,
      subjects,
      asOf,
      this.sources(),
      this.candidatesPerParty,
    );
    const candidatesOf = new Map(subjects.map((investor, at) => [investor.facts.id, found[at] ?? []]));
    const projects = await this.loader.projects(
      [
        ...new Set(
          ids.flatMap((id) => [
            ...(candidatesOf.get(id) ?? []).map((candidate) => candidate.id),
            ...also(id),
          ]),
        ),
      ],
      asOf,
    );
    return ids.map((id) => {
      const investor = investors.get(id);
      const candidates = candidatesOf.get(id) ?? [];
      const others = [...new Set([...candidates.map((candidate) => candidate.id), ...also(id)])];
      const pairs = others.flatMap((other) => {
        const project = projects.get(other);
        return project === undefined || investor === undefined ? [] : [{ project, investor }];
      });
      return {
        party: { kind: 'investor', id },
        active: investor !== undefined,
        candidates,
        investors,
        projects,
        ...this.rankPairs(pairs, 'projects'),
      };
    });
  }

  private rankPairs(
    pairs: readonly Pair[],
    ranked: 'investors' | 'projects',
  ): Pick<MatchedParty, 'ranked' | 'cut'> {
    const cut: { id: string; limits: readonly Limit[] }[] = [];
    const scored: Scored[] = [];
    for (const pair of pairs) {
      const limits = pairLimits(pair.investor, pair.project);
      if (limits.length === 0) scored.push(score(pair, this.model));
      else cut.push({ id: ranked === 'investors' ? pair.investor.facts.id : pair.project.facts.id, limits });
    }
    return { ranked: rank(scored, ranked), cut };
  }

  private sources() {
    return { search: this.search, queries: this.unitOfWork, segments: this.segments };
  }
}

/** Parties to score besides the candidates, by the id of the party that is matched. */
type Also = (id: string) => readonly string[];
const NOBODY: Also = () => [];

interface Pair {
  readonly project: PreparedProject;
  readonly investor: PreparedInvestor;
}
