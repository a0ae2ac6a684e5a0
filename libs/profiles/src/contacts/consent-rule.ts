import { type Consent } from './contact';

/**
 * Which of two statements about consent holds: the one on record, or one that came in.
 *
 * - `unknown` states nothing, and replaces nothing.
 * - The statement made later holds; of two made at the same instant, the withdrawal.
 * - A grant without its instant holds only where nothing is on record: it may be older than anything.
 * - A withdrawal without its instant holds at once, from the instant at which it came in.
 *
 * So an old feed never undoes a withdrawal, and a doubt is always to the person's advantage.
 */
export function heldConsent(kept: Consent | undefined, said: Consent, cameInAt: Date): Consent {
  if (said.status === 'unknown') return kept ?? said;
  const dated =
    said.status === 'withdrawn' && said.at === undefined ? { ...said, at: cameInAt.toISOString() } : said;
  if (kept === undefined || kept.status === 'unknown') return dated;
  if (dated.at === undefined) return kept;
  // A withdrawal that is on record without its instant is as late as can be.
  const keptAt =
    kept.at === undefined ? (kept.status === 'withdrawn' ? Infinity : -Infinity) : Date.parse(kept.at);
  const saidAt = Date.parse(dated.at);
  if (saidAt !== keptAt) return saidAt > keptAt ? dated : kept;
  return kept.status === 'withdrawn' ? kept : dated;
}

/** True for a consent that was given after an instant: the only thing that brings an erased person back. */
export function grantedAfter({ status, at }: Consent, instant: Date): boolean {
  return status === 'granted' && at !== undefined && Date.parse(at) > instant.getTime();
}
