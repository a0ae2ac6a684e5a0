import { Command } from '@nestjs/cqrs';

export interface SubmittedSignal {
  readonly eventId: string;
  readonly signalId: string;
}

/** Takes one signal from outside, checks it and puts it on its inbound topic. Throws InvalidInputError with every problem found. */
export class SubmitSignalCommand extends Command<SubmittedSignal> {
  constructor(
    readonly submission: unknown,
    readonly tenant?: string,
  ) {
    super();
  }
}
