import { Command } from '@nestjs/cqrs';

/**
 * Keeps a person out of all cities, sessions included, or lets it in again. For the operator: needs the scope of all cities. Throws
 * NotFoundError.
 */
export class DisablePersonCommand extends Command<void> {
  constructor(
    readonly email: string,
    readonly disabled: boolean,
  ) {
    super();
  }
}
