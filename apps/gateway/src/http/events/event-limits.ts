/** How much the live feed takes on; times in ms. */
export interface EventLimits {
  /** Open streams of one process. */
  readonly listeners: number;
  /** Open streams of one session or key. */
  readonly perCaller: number;
  /** What waits for a listener that does not read; more cuts it. */
  readonly bufferBytes: number;
  /** For how long the feed waits for listeners that are behind, before it goes on without them. */
  readonly patienceMs: number;
  readonly heartbeatMs: number;
  /** Between two looks whether listeners may still listen, while there is nothing to tell; what there is, is told after a look. */
  readonly standingMs: number;
  /** Between two looks into the feed when no bell rings. */
  readonly pollMs: number;
  /** After it a stream ends and is opened anew, so that whoever listens signs in again. */
  readonly longestMs: number;
  /** When an ending process closes streams whose last words have not been read. */
  readonly closingMs: number;
}
export const EVENT_LIMITS = Symbol('EventLimits');

/** To tell what was read at once may take long, as it waits for clients: in ms, how old the look may be under which it is told. */
export const LOOKED_WITHIN_MS = 1_000;

export const USUAL_LIMITS: EventLimits = {
  listeners: 2_000,
  perCaller: 20,
  bufferBytes: 256 * 1_024,
  patienceMs: 500,
  heartbeatMs: 15_000,
  standingMs: 20_000,
  pollMs: 1_500,
  longestMs: 3_600_000,
  closingMs: 2_000,
};
