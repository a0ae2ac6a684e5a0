import { encodeEvent, leadsRankedV1 } from '@bole/contracts';
import { contentHash } from '@bole/kernel';
import { type Contribution, type Scored } from '@bole/matching';
import { type OutboxEvent } from '@bole/persistence';
import { type Chance } from '../exploration/draw-list';
import { leadId, type Match, type Party } from '../lead';

interface RankedParty {
  readonly party: Party;
  readonly asOf: Date;
  readonly model: string;
}

interface ListedPair {
  readonly scored: Scored;
  readonly moves: Match['moved'];
  readonly chance?: Chance | undefined;
}

/** The list of one party, best first, as others are told of it. */
export function listEvent(
  { party, asOf, model }: RankedParty,
  pairs: readonly ListedPair[],
  now: Date,
): OutboxEvent {
  const leads = pairs.map(({ scored, moves, chance }, at) => ({
    id: leadId(scored.projectId, scored.investorId),
    investorId: scored.investorId,
    projectId: scored.projectId,
    rank: at + 1,
    score: scored.score,
    ...(scored.model === model ? {} : { model: scored.model }),
    parts: { ...scored.parts },
    contributions: telling(scored).map(({ feature, points }) => ({ feature, points })),
    moved: moves.map((move) => ({ ...move })),
    ...(chance === undefined ? {} : { explored: chance.explored, probability: chance.probability }),
  }));
  return encodeEvent(
    leadsRankedV1,
    { party: { ...party }, asOf: asOf.toISOString(), model, leads },
    {
      id: `${party.kind}:${party.id}:${contentHash([asOf, leads])}`,
      source: '/bole/matcher',
      time: now.toISOString(),
    },
  );
}

/** The contributions that say something: those of 0 points are left out of what is kept and published. */
export function telling(scored: Scored): Contribution[] {
  return scored.contributions.filter((contribution) => contribution.points !== 0);
}
