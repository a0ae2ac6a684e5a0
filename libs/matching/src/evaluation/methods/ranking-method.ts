import { type Market } from '../market';

/** One way to rank, measured beside others. */
export interface RankingMethod {
  readonly name: string;
  /** Learns what it has to from a market and its past, and from nothing later. */
  fit(market: Market): Scorer;
}

/** Scores by the places of the market's lists; more is better. */
export interface Scorer {
  /** Of all investors for one project. */
  investorsFor(project: number): Float64Array;
  /** Of the projects at `pool`, in its order, for one investor. */
  projectsFor(investor: number, pool: readonly number[]): Float64Array;
}

/** A scorer of pairs: what one task has scored, the other reads. */
export class PairScorer implements Scorer {
  private readonly rows = new Map<number, Float64Array>();

  constructor(
    private readonly investors: number,
    private readonly scorePair: (project: number, investor: number) => number,
  ) {}

  investorsFor(project: number): Float64Array {
    let row = this.rows.get(project);
    if (row === undefined) {
      row = Float64Array.from({ length: this.investors }, (_, investor) => this.scorePair(project, investor));
      this.rows.set(project, row);
    }
    return row;
  }

  projectsFor(investor: number, pool: readonly number[]): Float64Array {
    return Float64Array.from(pool, (project) => this.investorsFor(project)[investor] ?? 0);
  }
}
