/** A stream of records in the event log. */
export interface TopicSpec {
  readonly name: string;
  readonly summary: string;
  /** `compact` keeps the last record of every key for ever; `delete` keeps all records for `retentionMs`. */
  readonly cleanup: 'compact' | 'delete';
  readonly retentionMs: number | null;
  /** The largest record that is accepted, key, value and headers together. */
  readonly maxRecordBytes: number;
}

/** What any topic takes. A rejected record travels as base64, a third longer, so the ways in take less. */
export const MAX_RECORD_BYTES = 12_000_000;
const MAX_INBOUND_BYTES = 8_000_000;

const DAY_MS = 86_400_000;

const inbound = (name: string, summary: string): TopicSpec => ({
  name,
  summary,
  cleanup: 'delete',
  retentionMs: 14 * DAY_MS,
  maxRecordBytes: MAX_INBOUND_BYTES,
});
const canonical = (name: string, summary: string): TopicSpec => ({
  name,
  summary,
  cleanup: 'compact',
  retentionMs: null,
  maxRecordBytes: MAX_RECORD_BYTES,
});

export const TOPICS = {
  inboundInvestors: inbound(
    'inbound.investors',
    'Investor profiles as their owners submit them: the public way in.',
  ),
  inboundProjects: inbound(
    'inbound.projects',
    'City-project profiles as their owners submit them: the public way in.',
  ),
  inboundSignals: inbound(
    'inbound.signals',
    'What investors did, as those who saw it report it: the public way in.',
  ),
  requests: inbound(
    'requests',
    'Work asked of the services themselves: a full rematch, a new search index, a rebuild.',
  ),
  rejected: {
    name: 'rejected',
    summary: 'Records that could not be taken, with the reason and their original bytes.',
    cleanup: 'delete',
    // They may carry personal data: gone within the month that GDPR art. 12(3) gives to answer an erasure.
    retentionMs: 28 * DAY_MS,
    maxRecordBytes: MAX_RECORD_BYTES,
  },
  investors: canonical('investors.v1', 'Investors as Bole holds them, keyed by investor id.'),
  projects: canonical('projects.v1', 'City projects as Bole holds them, keyed by project id.'),
  signals: canonical('signals.v1', 'Signals as Bole holds them, both parties known, keyed by signal id.'),
  leads: canonical('leads.v1', 'Ranked leads of one project or one investor, keyed by that party.'),
} as const satisfies Record<string, TopicSpec>;

export const ALL_TOPICS: readonly TopicSpec[] = Object.values(TOPICS);

/** The largest record that `topic` takes, in bytes. */
export function maxRecordBytesOf(topic: string): number {
  return ALL_TOPICS.find((spec) => spec.name === topic)?.maxRecordBytes ?? MAX_RECORD_BYTES;
}
