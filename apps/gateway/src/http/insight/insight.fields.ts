import { DEFAULT_ZONE } from '@bole/insight';
import { z } from 'zod';
import { industryField } from '../reference/industry.field';

const day = (description: string) =>
  z.iso
    .date()
    .optional()
    .meta({ description, examples: ['2026-01-31'] });

/** `from` and `to`, whole days of `zone`. */
export const days = (of: string) => ({
  from: day(`First day of ${of}, included.`),
  to: day(`Last day of ${of}, included.`),
  zone: z
    .string()
    .min(1)
    .max(60)
    .default(DEFAULT_ZONE)
    .meta({
      description: 'IANA time zone in which days, weeks, months and years begin.',
      examples: ['Asia/Shanghai'],
    }),
});

export const projectFilter = {
  project: z.string().min(1).max(100).optional().meta({ description: 'The id of one project.' }),
  industry: industryField,
};

export const channelFilter = z
  .string()
  .min(1)
  .max(300)
  .optional()
  .meta({ description: 'Pairs whose first contact came by this channel.' });
