import { Command } from '@nestjs/cqrs';
import { type Deciding } from '../../lead-decisions';
import { type LeadLife } from '../../lead-life';
import { type Move } from '../../life-rules';

/** Moves a lead to another stage (`moved` says what each needs). Throws as `LeadDecisions.make` does, ConflictError, InvalidInputError. */
export class MoveLeadCommand extends Command<LeadLife> {
  constructor(
    readonly deciding: Deciding,
    readonly move: Move,
  ) {
    super();
  }
}
