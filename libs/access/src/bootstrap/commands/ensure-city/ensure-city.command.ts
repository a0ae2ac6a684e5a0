import { Command } from '@nestjs/cqrs';

export interface EnsuredCity {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** False: it was there already. */
  readonly added: boolean;
}

/**
 * Makes a city a tenant, under its names in GB/T 2260. For the operator: needs the scope of all cities. Throws InvalidInputError
 * for a code that is no city's.
 */
export class EnsureCityCommand extends Command<EnsuredCity> {
  constructor(readonly code: string) {
    super();
  }
}
