import { Query } from '@nestjs/cqrs';
import { type DaySpan } from '../../days';
import { type Stage } from '../../stage-of-signals';
import { type ProjectFilter } from '../../store/pairs.sql';
import { type Share } from '../../wilson';

export const FUNNEL_GROUPS = ['stage', 'month', 'quarter', 'year', 'channel'] as const;
export type FunnelGrouping = (typeof FUNNEL_GROUPS)[number];

/** `from` and `to` are days of the first contact, `channel` is that of the first contact. */
export interface FunnelFilter extends DaySpan, ProjectFilter {
  readonly channel?: string | undefined;
}

export interface FunnelStage {
  readonly stage: Stage;
  /** Pairs that have come this far or further. */
  readonly reached: number;
  /** Pairs that stand here. */
  readonly standing: number;
  /** The share of `reached` that reached the next stage; null for the last stage, and where nobody came this far. */
  readonly conversion: Share | null;
  /** Median days to the next stage, over the pairs of which both were seen; null where there is none. */
  readonly medianDays: number | null;
  /** How many pairs the median is of. */
  readonly timed: number;
}

export interface FunnelGroup {
  /** `all`, a period such as 2026-03, 2026-Q1 or 2026, or a channel. */
  readonly key: string;
  readonly stages: readonly FunnelStage[];
  readonly signed: {
    readonly pairs: number;
    /** In yuan by reference rates; a deal that several investors sign counts for each of them. */
    readonly amountCny: number;
    /** Signed pairs whose amount is not known. */
    readonly withoutAmount: number;
  };
}

export interface Funnel {
  readonly groups: readonly FunnelGroup[];
  /** Groups with the fewest pairs, beyond the 500 that are given. */
  readonly leftOut: number;
}

/** How far investors and projects of the acting city have come with one another. Throws InvalidInputError. */
export class FunnelQuery extends Query<Funnel> {
  constructor(
    readonly filter: FunnelFilter,
    readonly by: FunnelGrouping,
  ) {
    super();
  }
}
