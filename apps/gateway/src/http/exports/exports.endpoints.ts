import { type Permission } from '@bole/access';
import { EXPORT_TYPES, type ExportFormat } from '@bole/insight';
import { z } from 'zod';
import { contactCuts } from '../contacts/contacts.endpoints';
import { endpoint, idParam } from '../endpoint';
import { channelFilter, days, projectFilter } from '../insight/insight.fields';
import { leadCuts } from '../leads/leads.endpoints';
import { investorCuts, projectCuts } from '../profiles/profile-filters';
import { SAMPLE_INVESTOR_ID } from '../sample-ids';
import { signalCuts } from '../signals/signals.endpoints';

const DESCRIPTION =
  'Cut as the list of the same things is, and of any size: rows are read from one snapshot of the database while the file is sent. CSV (RFC 4180) is UTF-8 with a byte order mark, and a text that a spreadsheet would take for a formula has an apostrophe in front; XLSX has several sheets beyond 1,048,575 rows, and its texts are cut at 32,767 characters; NDJSON has every column in each line, numbers as numbers and lists as lists. Instants are ISO 8601 in UTC. When an export fails in the middle the connection is cut: a CSV or NDJSON file is whole only if the answer ended in order, and an XLSX file that is not whole cannot be opened. At most 2 exports of a city, and 8 of a process, run at once; others are answered 429.';

const format = z
  .enum(Object.keys(EXPORT_TYPES) as [ExportFormat, ...ExportFormat[]])
  .default('csv')
  .meta({
    description: '`csv`, `xlsx` or `ndjson`. Headers of CSV and XLSX are in the language of the request.',
  });

const answers = {
  200: {
    description: 'The file, as an attachment.',
    types: Object.values(EXPORT_TYPES).map((type) => type.split(';')[0] ?? type),
  },
};

/** What all exports have in common. */
const exportOf = <const Id extends string, const Path extends string, const Allowed extends Permission>(
  id: Id,
  path: Path,
  access: Allowed,
  summary: string,
) => ({
  id,
  method: 'GET' as const,
  path,
  tag: 'insight' as const,
  access,
  summary,
  description: DESCRIPTION,
  answers,
});

export const exportLeads = endpoint({
  ...exportOf(
    'exportLeads',
    'exports/leads',
    'leads:read',
    'Download leads: pinned ones first, then the best',
  ),
  query: z.object({ format, ...leadCuts }),
  example: { query: { format: 'csv', minScore: 50 } },
});

export const exportInvestors = endpoint({
  ...exportOf('exportInvestors', 'exports/investors', 'investors:read', 'Download investors'),
  query: z.object({ format, ...investorCuts }),
  example: { query: { format: 'xlsx', industry: 'C38' } },
});

export const exportProjects = endpoint({
  ...exportOf(
    'exportProjects',
    'exports/projects',
    'projects:read',
    'Download the projects that the city may see',
  ),
  query: z.object({
    format,
    city: z
      .string()
      .regex(/^\d{6}$/, 'six digits (GB/T 2260)')
      .optional()
      .meta({ description: 'Projects of this city.' }),
    ...projectCuts,
  }),
  example: { query: { format: 'xlsx', status: 'open' } },
});

export const exportSignals = endpoint({
  ...exportOf('exportSignals', 'exports/signals', 'signals:read', 'Download signals, in order of time'),
  query: z.object({
    format,
    ...signalCuts,
    channel: z.string().min(1).max(300).optional(),
    ...days('the signals'),
  }),
  example: { query: { format: 'ndjson', from: '2026-10-01' } },
});

export const exportFunnel = endpoint({
  ...exportOf('exportFunnel', 'exports/funnel', 'insight:read', 'Download who reached which stage when'),
  query: z.object({ format, ...days('the first contact'), ...projectFilter, channel: channelFilter }),
  example: { query: { format: 'csv' } },
});

export const exportContacts = endpoint({
  ...exportOf(
    'exportContacts',
    'exports/contacts',
    'contacts:read',
    'Download contacts; the audit keeps who did',
  ),
  query: z.object({ format, investor: idParam(SAMPLE_INVESTOR_ID).optional(), ...contactCuts }),
  audit: {
    action: 'contacts.exported',
    object: ({ query }) => ({ kind: 'contacts', id: query.investor ?? 'all' }),
  },
  example: { query: { format: 'xlsx' } },
});
