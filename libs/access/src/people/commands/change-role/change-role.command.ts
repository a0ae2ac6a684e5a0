import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';
import { roleSchema } from '../../../schemas';
import { type Member } from '../../person.schema';

export const changeRoleSchema = z.object({ role: roleSchema }).meta({ id: 'ChangeRole' });
export type ChangeRoleInput = Readonly<z.infer<typeof changeRoleSchema>>;

/**
 * Gives a member of the caller's city another role; what was shared with an expert adviser ends with that role. Throws
 * NotFoundError, ConflictError for the last administrator, PreconditionFailedError when it is at another `revision`.
 */
export class ChangeRoleCommand extends Command<Member> {
  constructor(
    readonly by: Principal,
    readonly personId: string,
    readonly input: ChangeRoleInput,
    readonly revision?: number,
  ) {
    super();
  }
}
