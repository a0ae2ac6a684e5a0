import { Command } from '@nestjs/cqrs';
import { type LocalizedText } from '@bole/kernel';

export interface EnsureClusterInput {
  /** Lower-case letters, digits and dashes, e.g. `yangtze-delta`. */
  readonly id: string;
  readonly names: Required<LocalizedText>;
  /** All its cities; each has to be a tenant. Others leave it. */
  readonly cities: readonly string[];
}

/**
 * Makes a cluster be as given: cities that share with one another what they keep for the cluster. For the operator: needs the scope
 * of all cities. Throws InvalidInputError.
 */
export class EnsureClusterCommand extends Command<void> {
  constructor(readonly input: EnsureClusterInput) {
    super();
  }
}
