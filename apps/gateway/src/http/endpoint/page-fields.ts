import { z } from 'zod';

/** `limit` of a list. */
export const pageLimit = (usual: number, most = 200) =>
  z
    .number()
    .int()
    .min(1)
    .max(most)
    .default(usual)
    .meta({ description: `How many items at most, 1 to ${most}; ${usual} unless given.` });

/** `cursor` of a list: where the page before ended. */
export const pageCursor = z
  .string()
  .min(1)
  .max(2_000)
  .optional()
  .meta({ description: '`next` of the page before; opaque.' });

/** A list’s answer: a page of `item`. */
export const pageOf = <Item extends z.ZodType>(id: string, item: Item, description: string) =>
  z
    .object({
      items: z.array(item),
      next: z.string().nullable().meta({ description: 'The cursor of the next page; null on the last one.' }),
    })
    .meta({ id, description });

/** The id of an investor, a project, a signal, a lead …, in a path. */
export const idParam = (example: string) =>
  z
    .string()
    .min(1)
    .max(100)
    .meta({ examples: [example] });

/** An instant as answers have it. */
export const instantField = z.iso.datetime().meta({ description: 'RFC 3339, UTC.' });
