import { Command } from '@nestjs/cqrs';
import { type Principal } from '../../../principal';

/** Ends the own sign-on of the caller's city; sessions that came by it stay. Throws NotFoundError where it has none. */
export class RemoveSingleSignOnCommand extends Command<void> {
  constructor(readonly by: Principal) {
    super();
  }
}
