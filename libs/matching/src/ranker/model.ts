import { type Background } from '../prepare/background';

/** An additive model: the score of a lead is `base` plus, for every feature, what its curve says of the feature's value. In points. */
export interface Model {
  readonly version: string;
  readonly base: number;
  /** By feature name. A feature without a curve adds nothing. */
  readonly curves: Readonly<Record<string, Curve>>;
  /**
   * The named pair of every feature with "somebody has money in the project already": the curves that then hold. Who follows others'
   * money is won by other things than who is the first. One set for all projects where undefined.
   */
  readonly backed?: Backed;
  /** What was usual where it learned: what features compare with. Features that need it are missing without it. */
  readonly background?: Background;
}

/** A model that knows what is usual. */
export type GroundedModel = Model & Required<Pick<Model, 'background'>>;

export interface Backed {
  readonly base: number;
  readonly curves: Readonly<Record<string, Curve>>;
}

/** Piecewise linear through `points`, level outside of them. */
export interface Curve {
  /** `[value, points]`, values strictly rising; at least one. */
  readonly points: readonly (readonly [value: number, points: number])[];
  /** Points where the value is missing: a case of its own, never the points of zero. */
  readonly missing: number;
}
