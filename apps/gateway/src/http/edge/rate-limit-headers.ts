import { type RateLimitState } from '@bole/access';

/** draft-ietf-httpapi-ratelimit-headers-07, the three headers that clients know. */
export function rateLimitHeaders({ limit, remaining, resetSeconds }: RateLimitState): Record<string, string> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(Math.max(0, remaining)),
    'ratelimit-reset': String(Math.max(0, Math.ceil(resetSeconds))),
  };
}
