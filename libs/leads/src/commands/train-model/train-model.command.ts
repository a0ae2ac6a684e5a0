import { Command } from '@nestjs/cqrs';
import { type Challenge } from '@bole/matching';

export interface TrainedModel {
  readonly city: string;
  readonly champion: string;
  readonly challenge: Challenge;
  /** The challenger is in use from now on. */
  readonly promoted: boolean;
}

/**
 * Trains a challenger from the city's own outcomes and holds it and the model in use against a later span. Keeps it, and promotes it
 * where it is better beyond chance. Throws a ConflictError while another training is under way.
 */
export class TrainModelCommand extends Command<TrainedModel> {
  constructor(
    /** `000000`: for all cities that have chosen none, from the outcomes of all. */
    readonly city: string,
    /** `schedule` or `command line`. */
    readonly by: string,
    /** Keeps and promotes nothing. */
    readonly dryRun: boolean,
    readonly signal: AbortSignal = new AbortController().signal,
  ) {
    super();
  }
}
