import { Command } from '@nestjs/cqrs';
import { type Principal } from '../../../principal';

/** Ends all sessions that `ListSessionsQuery` shows, the caller's with them; resolves to how many. Throws ForbiddenError for a key. */
export class SignOutEverywhereCommand extends Command<number> {
  constructor(readonly by: Principal) {
    super();
  }
}
