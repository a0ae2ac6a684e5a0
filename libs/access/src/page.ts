import { z } from 'zod';
import { cursorSchema, limitSchema } from './schemas';

export const pageSchema = z.object({ limit: limitSchema, cursor: cursorSchema.optional() });

/** Which part of a list: at most `limit` items, after the page whose `next` was `cursor`. */
export interface Page {
  readonly limit: number;
  readonly cursor?: string | undefined;
}
