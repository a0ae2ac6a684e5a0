import { Command } from '@nestjs/cqrs';
import { type Principal } from '../../../principal';
import { type SetSingleSignOnInput, type SingleSignOn } from '../../single-sign-on.schema';

/**
 * Lets the caller's city sign on by a provider of its own, or changes how. Throws InvalidInputError for a provider that the operator
 * has not set up for this city, PreconditionFailedError when the settings are at another `revision`.
 */
export class SetSingleSignOnCommand extends Command<SingleSignOn> {
  constructor(
    readonly by: Principal,
    readonly input: SetSingleSignOnInput,
    readonly revision?: number,
  ) {
    super();
  }
}
