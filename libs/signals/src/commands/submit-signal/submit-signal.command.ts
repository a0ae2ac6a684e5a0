import { Command } from '@nestjs/cqrs';
import { type Problem } from '@bole/kernel';

export interface SubmittedSignal {
  readonly eventId: string;
  readonly signalId: string;
}

export interface SubmittedAndAwaitedSignal extends SubmittedSignal {
  /** `parked`: it waits for a party that is not known yet. `pending`: not known within the time. */
  readonly outcome: 'recorded' | 'parked' | 'pending';
}

/**
 * Takes one signal from a city, checks it and puts it on its inbound topic; with `waitMs` it waits so long for what becomes
 * of it. Throws InvalidInputError with every problem found, also where ingest rejects it meanwhile.
 */
export class SubmitSignalCommand extends Command<SubmittedAndAwaitedSignal> {
  constructor(
    readonly submission: unknown,
    /** The city that reports it; its sources are its own. */
    readonly tenant: string,
    readonly waitMs = 0,
  ) {
    super();
  }
}

export type SignalResult =
  | ({ readonly accepted: true } & SubmittedSignal)
  | { readonly accepted: false; readonly problems: readonly Problem[] };

/** Takes many signals at once: what is right is taken though others are wrong; one result per signal, in order. One that is named twice is refused. */
export class SubmitSignalsCommand extends Command<readonly SignalResult[]> {
  constructor(
    readonly submissions: readonly unknown[],
    readonly tenant: string,
  ) {
    super();
  }
}
