import { z } from 'zod';

/**
 * The version that the owner gives to its record: a whole number that grows with every change, such as the
 * milliseconds of its last change. An older version never overwrites a newer one.
 */
export const version = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
