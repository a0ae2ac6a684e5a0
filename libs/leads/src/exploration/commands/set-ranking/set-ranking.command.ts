import { Command } from '@nestjs/cqrs';
import { type MarkAuthor } from '../../../marks/lead-mark';
import { type Ranking } from '../../ranking';

/**
 * Sets the share of a city's lists that goes to exploration, and has its projects' lists drawn anew. Throws InvalidInputError
 * for a share below 0 or above 0.2, PreconditionFailedError.
 */
export class SetRankingCommand extends Command<Ranking> {
  constructor(
    readonly city: string,
    readonly by: MarkAuthor,
    readonly exploration: number,
    readonly revision: number | undefined,
  ) {
    super();
  }
}
