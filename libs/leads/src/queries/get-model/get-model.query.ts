import { Query } from '@nestjs/cqrs';
import { type Curve, type FeatureGroup, type Text } from '@bole/matching';
import { type ModelRecord } from '../../models/kept-model';

export interface ModelFeature {
  readonly name: string;
  readonly group: FeatureGroup;
  readonly label: Text;
  readonly unit: string;
  /** What it means that there is no value. */
  readonly missing: Text;
  readonly curve: Curve;
  /** That of projects in which somebody has money already; null: the same. */
  readonly backedCurve: Curve | null;
}

export interface DescribedModel {
  readonly version: string;
  /** What every lead begins with, in points. */
  readonly base: number;
  /** The same, for projects in which somebody has money already. */
  readonly backedBase: number;
  readonly features: readonly ModelFeature[];
  /** Past entries that the model takes for what is usual. */
  readonly background: number;
  /** Null: it was not kept yet, which the matcher does when it starts. */
  readonly record: ModelRecord | null;
}

/**
 * A model: a lead's score is the base plus what each feature's curve says of its value. That which a city's leads are scored by,
 * or another by its version. Throws NotFoundError for a version that the city has not.
 */
export class GetModelQuery extends Query<DescribedModel> {
  constructor(
    readonly city: string,
    readonly version?: string,
  ) {
    super();
  }
}
