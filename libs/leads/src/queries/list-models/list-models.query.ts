import { Query } from '@nestjs/cqrs';
import { type ModelRecord, type ModelUse } from '../../models/kept-model';
import { type TrainingRun } from '../../training/training-run.store';

export interface ListedModel extends ModelRecord {
  /** Whether the city's leads are scored by it now. */
  readonly inUse: boolean;
}

export interface ModelList {
  /** Those that the city may use, the newest first. */
  readonly models: readonly ListedModel[];
  /** The changes of the city and of what all cities share, the newest first. */
  readonly uses: readonly ModelUse[];
  /** The latest trainings for the city and for what all share, the newest first. */
  readonly runs: readonly TrainingRun[];
}

/** The models of a city and those that all share, and which was used when. `000000`: the shared ones alone. */
export class ListModelsQuery extends Query<ModelList> {
  constructor(readonly city: string) {
    super();
  }
}
