import { Command } from '@nestjs/cqrs';
import { type Principal } from '../../../principal';

/** Ends the sight that an expert adviser has of a project. Throws NotFoundError where it had none. */
export class UnshareProjectCommand extends Command<void> {
  constructor(
    readonly by: Principal,
    readonly personId: string,
    readonly projectId: string,
  ) {
    super();
  }
}
