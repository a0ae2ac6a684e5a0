import { Command } from '@nestjs/cqrs';
import { type Principal } from '../../../principal';

/** Takes an open invitation of the caller's city back. Throws NotFoundError. */
export class RevokeInvitationCommand extends Command<void> {
  constructor(
    readonly by: Principal,
    readonly id: string,
  ) {
    super();
  }
}
