import {
  investorProfile,
  type InvestorProfileInput,
  projectProfile,
  type ProjectProfileInput,
} from '@bole/contracts';
import { DAY_MS } from '@bole/kernel';
import { type InvestorFacts, type ProjectFacts } from './facts/facts';
import { investorFacts } from './facts/investor-facts';
import { projectFacts } from './facts/project-facts';
import { type Pair } from './features/feature';
import { backgroundOf } from './prepare/background';
import { prepareInvestor } from './prepare/prepare-investor';
import { prepareProject } from './prepare/prepare-project';
import { type Holding, type InvestorDeed, type Touch } from './records/records';

/** Small parties and histories for the tests of this lib. All happens as of `AS_OF`. */
export const AS_OF = new Date('2026-01-01T00:00:00Z');

/** Epoch milliseconds of so many days before `AS_OF`. */
export const daysAgo = (days: number): number => AS_OF.getTime() - days * DAY_MS;

export function anInvestor(profile: Partial<InvestorProfileInput> = {}, id = 'inv_a'): InvestorFacts {
  return investorFacts(
    id,
    investorProfile.parse({ names: { zh: '甲', en: 'Alpha' }, kind: 'company', ...profile }),
  );
}

/** In Suzhou and, unless said otherwise, about nothing. */
export function aProject(profile: Partial<ProjectProfileInput> = {}, id = 'prj_p'): ProjectFacts {
  const place = { country: 'CHN', division: '320500' };
  return projectFacts(
    id,
    projectProfile.parse({ names: { zh: '项目', en: 'Project' }, place, type: 'new', ...profile }),
  );
}

export function aDeed(
  signalId: string,
  days: number,
  project: ProjectFacts | string,
  more: Partial<InvestorDeed> = {},
): InvestorDeed {
  const [projectId, facts] = typeof project === 'string' ? [project, undefined] : [project.id, project];
  return {
    signalId,
    investorId: 'inv_a',
    projectId,
    occurredAt: daysAgo(days),
    kind: 'signing',
    project: facts,
    ...more,
  };
}

/** A signal of `inv_a` towards `prj_p`. */
export function aTouch(
  signalId: string,
  days: number,
  kind: Touch['kind'],
  more: Partial<Touch> = {},
): Touch {
  return { signalId, investorId: 'inv_a', projectId: 'prj_p', kind, occurredAt: daysAgo(days), ...more };
}

/** A signal of `inv_a` towards Suzhou as a whole. */
export function aCityTouch(signalId: string, days: number, kind: Touch['kind']): Touch {
  return { signalId, investorId: 'inv_a', city: '320500', kind, occurredAt: daysAgo(days) };
}

interface Sides {
  readonly investor?: Partial<InvestorProfileInput>;
  readonly project?: Partial<ProjectProfileInput>;
  readonly deeds?: readonly InvestorDeed[];
  readonly touches?: readonly Touch[];
  readonly backers?: readonly Holding[];
  /** Deals of others, in order of time, from which it is known what is usual. */
  readonly market?: readonly InvestorDeed[];
}

/** Both sides prepared as of `AS_OF`. `backers` are holdings of others who have invested in the project. */
export function aPair({ investor, project, deeds = [], touches = [], backers = [], market }: Sides): Pair {
  const facts = aProject(project);
  const others = [...new Set(backers.map(({ investorId }) => investorId))];
  return {
    investor: prepareInvestor({ facts: anInvestor(investor), deeds, touches }, AS_OF),
    project: prepareProject(
      {
        facts,
        deeds: others.map((investorId) => aDeed(`sig_of_${investorId}`, 100, facts, { investorId })),
        holdings: backers,
      },
      AS_OF,
      market && backgroundOf(market),
    ),
  };
}
