import { Query } from '@nestjs/cqrs';
import { type Curve, type FeatureGroup, type Text } from '@bole/matching';

export interface ModelFeature {
  readonly name: string;
  readonly group: FeatureGroup;
  readonly label: Text;
  readonly unit: string;
  /** What it means that there is no value. */
  readonly missing: Text;
  readonly curve: Curve;
}

export interface ModelInUse {
  readonly version: string;
  /** What every lead begins with, in points. */
  readonly base: number;
  readonly features: readonly ModelFeature[];
}

/** The model that leads are scored by: a lead's score is the base plus what each feature's curve says of its value. */
export class GetModelQuery extends Query<ModelInUse> {}
