import { Command } from '@nestjs/cqrs';
import { type Principal } from '../../../principal';

/** Ends a key for good; again for one that is ended does nothing. Throws NotFoundError. */
export class RevokeKeyCommand extends Command<void> {
  constructor(
    readonly by: Principal,
    readonly id: string,
  ) {
    super();
  }
}
