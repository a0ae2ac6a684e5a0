import { INVESTOR_KINDS, PROFILE_STATUS, PROJECT_STATUS, PROJECT_TYPES, VISIBILITY } from '@bole/contracts';
import { PROFILE_SORTS, type ProfileFilter } from '@bole/profiles';
import { z } from 'zod';
import { pageCursor, pageLimit } from '../endpoint';
import { industryField } from '../reference/industry.field';

/** What profiles are cut by, in lists and in exports. */
const shared = {
  q: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .meta({
      description:
        'Finds by name (Chinese, pinyin, English) and text: those of the best 500 that the other filters leave.',
      examples: ['储能'],
    }),
  industry: industryField,
  country: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three capital letters (ISO 3166-1 alpha-3)')
    .optional()
    .meta({ description: 'Of a project; where an investor is at home or present.', examples: ['CHN'] }),
  division: z
    .string()
    .regex(/^\d{6}$/, 'six digits (GB/T 2260)')
    .optional()
    .meta({ description: 'A province, city or county of GB/T 2260, and all in it.', examples: ['320000'] }),
  updatedSince: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'Changed at this instant or later.', examples: ['2026-01-01T00:00:00Z'] }),
  mine: z.boolean().optional().meta({ description: 'Your city’s own, or none of them.' }),
};

export const investorCuts = {
  ...shared,
  kind: z.enum(INVESTOR_KINDS).optional(),
  status: z.enum(PROFILE_STATUS).optional(),
};

export const projectCuts = {
  ...shared,
  type: z.enum(PROJECT_TYPES).optional(),
  status: z.enum(PROJECT_STATUS).optional(),
  visibility: z.enum(VISIBILITY).optional(),
};

const paging = {
  sort: z.enum(PROFILE_SORTS).default('name').meta({
    description:
      'By the Chinese name, the English one where there is none, in the order of Unicode; or by time. A minus turns it round. With `q` the best come first, on one page without a next, and it counts for nothing.',
  }),
  limit: pageLimit(50),
  cursor: pageCursor,
};

export const investorFilters = z.object({ ...investorCuts, ...paging });
export const projectFilters = z.object({ ...projectCuts, ...paging });

type Given = Partial<z.output<typeof investorFilters> & z.output<typeof projectFilters>>;

/** The filter of a query, by the names that profiles have for it. */
export function filterOf(
  query: Omit<Given, 'status'> & { readonly status?: string | undefined },
): ProfileFilter {
  const { kind, type, visibility, status, industry, country, division, updatedSince, mine } = query;
  return {
    investorKind: kind,
    projectType: type,
    visibility,
    status,
    industry,
    country,
    division,
    updatedSince: updatedSince === undefined ? undefined : new Date(updatedSince),
    mine,
  };
}
