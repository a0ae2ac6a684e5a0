import { TOPICS } from './topics';

/** The consumer groups, and what each reads. */
export const GROUPS = {
  ingestInvestors: { group: 'ingest.investors', topics: [TOPICS.inboundInvestors.name] },
  ingestProjects: { group: 'ingest.projects', topics: [TOPICS.inboundProjects.name] },
  ingestSignals: { group: 'ingest.signals', topics: [TOPICS.inboundSignals.name] },
  ingestRejected: { group: 'ingest.rejected', topics: [TOPICS.rejected.name] },
  indexer: { group: 'indexer', topics: [TOPICS.investors.name, TOPICS.projects.name] },
  indexerRequests: { group: 'indexer.requests', topics: [TOPICS.requests.name] },
  matcher: { group: 'matcher', topics: [TOPICS.investors.name, TOPICS.projects.name, TOPICS.signals.name] },
  matcherRequests: { group: 'matcher.requests', topics: [TOPICS.requests.name] },
  courier: { group: 'courier', topics: [TOPICS.projects.name, TOPICS.signals.name] },
} as const satisfies Record<string, { group: string; topics: readonly string[] }>;
