import { Command } from '@nestjs/cqrs';
import { type Principal } from '../../../principal';

/**
 * Ends the caller's session or, with an id, another of its own sessions. Throws NotFoundError for one that is not among those
 * `ListSessionsQuery` shows, ForbiddenError for a key.
 */
export class SignOutCommand extends Command<void> {
  constructor(
    readonly by: Principal,
    readonly sessionId?: string,
  ) {
    super();
  }
}
