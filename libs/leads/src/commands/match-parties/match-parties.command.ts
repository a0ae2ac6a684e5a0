import { Command } from '@nestjs/cqrs';
import { type Party } from '../../lead';
import { type MatchTask } from '../../store/task.store';

/** Computes the lists of parties of one kind, all as of one instant, and keeps them; ends their tasks. One transaction. */
export class MatchPartiesCommand extends Command<{ changed: number }> {
  constructor(
    readonly kind: Party['kind'],
    readonly tasks: readonly MatchTask[],
    readonly asOf: Date,
    /** Marks the parties of the other kind whose lists are affected; a job that computes all lists has no need of it. */
    readonly spread: boolean,
  ) {
    super();
  }
}
