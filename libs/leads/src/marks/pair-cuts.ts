import { type Clock, endOfDay } from '@bole/kernel';
import {
  hardLimits,
  type InvestorFacts,
  type Limit,
  pairLimits,
  prepareProject,
  type ProjectFacts,
} from '@bole/matching';
import { type RecordLoader } from '../loader/record.loader';

interface PairIds {
  readonly projectId: string;
  readonly investorId: string;
}

/** Says which hard limits cut pairs, as of now, also pairs of which a party is closed or withdrawn. */
export class PairCuts {
  constructor(
    private readonly loader: RecordLoader,
    private readonly clock: Clock,
  ) {}

  /** The limits of each pair, in the order of `pairs`; none for a pair that may stand, or that nobody knows. */
  async of(pairs: readonly PairIds[]): Promise<(readonly Limit[])[]> {
    const asOf = endOfDay(this.clock.now());
    const projectIds = pairs.map(({ projectId }) => projectId);
    const investorIds = pairs.map(({ investorId }) => investorId);
    const projects = await this.loader.facts<ProjectFacts>('project', projectIds);
    const facts = await this.loader.facts<InvestorFacts>('investor', investorIds);
    const active = await this.loader.investors(investorIds, asOf);
    return pairs.map(({ projectId, investorId }) => {
      const [project, own] = [projects.get(projectId), facts.get(investorId)];
      if (project === undefined || own === undefined) return [];
      const investor = active.get(investorId);
      if (investor === undefined) return hardLimits(own, project, asOf);
      // Limits look at what a project is, and at nothing that was done in it.
      return pairLimits(investor, prepareProject({ facts: project, deeds: [], holdings: [] }, asOf));
    });
  }
}
