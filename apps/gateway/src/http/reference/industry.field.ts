import { z } from 'zod';

/** `industry` of whatever is asked for by it; which codes it finds, `askedIndustry` says. */
export const industryField = z
  .string()
  .regex(/^[A-T](?:\d{2,4})?$/, 'a GB/T 4754-2017 code such as C3841')
  .optional()
  .meta({
    description:
      'At any grain of GB/T 4754-2017: what names this industry among its own, one under it, or an ISIC code that corresponds.',
    examples: ['C38'],
  });
