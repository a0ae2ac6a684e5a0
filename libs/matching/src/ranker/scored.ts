export type FeatureGroup = 'fit' | 'intent' | 'relationship';

/** One pair with its score: `score` = `parts` added up = `base` + all contributions added up, exactly and in any order. */
export interface Scored {
  readonly investorId: string;
  readonly projectId: string;
  /** Version of the model. */
  readonly model: string;
  readonly score: number;
  readonly parts: Readonly<Record<'base' | FeatureGroup, number>>;
  /** One per registered feature, in the registry's order, those with 0 points too. */
  readonly contributions: readonly Contribution[];
}

export interface Contribution {
  readonly feature: string;
  readonly group: FeatureGroup;
  /** In the feature's unit; null where missing. */
  readonly value: number | null;
  /** A multiple of 1/1024. */
  readonly points: number;
  /** Ids of up to three signals or projects that it rests on, strongest first. */
  readonly evidence: readonly string[];
}
