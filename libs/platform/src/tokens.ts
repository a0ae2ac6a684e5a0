/** Injection tokens of what every service is given; the types are in libs/kernel. */
export const CLOCK = Symbol('Clock');
export const IDS = Symbol('Ids');
export const RANDOM = Symbol('Random');

/** The process's own log (pino); most code uses Nest's `Logger`, which writes to it. */
export const PROCESS_LOG = Symbol('ProcessLog');

/** A `(error: Error) => void` for what a service cannot go on after: the process says so and exits with code 70. */
export const PROCESS_FAILURE = Symbol('ProcessFailure');
export type ProcessFailure = (error: Error) => void;
