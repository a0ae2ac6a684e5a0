import { Command } from '@nestjs/cqrs';

export interface Released {
  readonly recorded: number;
  readonly expired: number;
}

/**
 * Records the parked signals whose parties have become known, and rejects those that waited too long; a bounded number
 * at a time. With `refs`, looks only at signals that wait for one of these parties.
 */
export class ReleaseParkedSignalsCommand extends Command<Released> {
  constructor(readonly refs?: readonly string[]) {
    super();
  }
}
