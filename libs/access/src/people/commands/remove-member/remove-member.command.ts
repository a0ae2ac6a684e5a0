import { Command } from '@nestjs/cqrs';
import { type Principal } from '../../../principal';

/**
 * Takes a member out of the caller's city: its sessions there, what was shared with it and its single sign-on end. Throws
 * NotFoundError, ConflictError for the last administrator, PreconditionFailedError when it is at another `revision`.
 */
export class RemoveMemberCommand extends Command<void> {
  constructor(
    readonly by: Principal,
    readonly personId: string,
    readonly revision?: number,
  ) {
    super();
  }
}
