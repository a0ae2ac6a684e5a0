import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';
import { type Share } from '../../share.schema';

export const shareProjectSchema = z
  .object({ personId: z.string().min(1).max(100), projectId: z.string().min(1).max(100) })
  .meta({ id: 'ShareProject' });
export type ShareProjectInput = Readonly<z.infer<typeof shareProjectSchema>>;

/**
 * Shows a project that the caller sees to an expert adviser of its city; again does nothing. Throws NotFoundError for an unknown
 * person or project, ConflictError for somebody who is no adviser and sees the city's projects anyway.
 */
export class ShareProjectCommand extends Command<Share> {
  constructor(
    readonly by: Principal,
    readonly input: ShareProjectInput,
  ) {
    super();
  }
}
