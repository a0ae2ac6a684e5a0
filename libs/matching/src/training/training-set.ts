/** Pairs with what their features say, in lists that are ranked each by itself. */
export interface TrainingSet {
  /** Feature names, in the order of `columns`. */
  readonly features: readonly string[];
  /** By feature, then by row; NaN where the value is missing. */
  readonly columns: readonly Float64Array[];
  /** 1 for what a ranking should put first, else 0; by row. */
  readonly labels: Uint8Array;
  /** How much each positive counts for, by row; 1 each where absent. Those of negatives say nothing. */
  readonly weights?: Float64Array;
  /** Where each list begins, and at the end the number of rows. Each holds a positive and a negative. */
  readonly starts: Uint32Array;
}
