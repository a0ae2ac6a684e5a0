import { Command } from '@nestjs/cqrs';
import { type DecodedBatch } from '@bole/platform';

export interface RecordedFacts {
  readonly changed: number;
}

/**
 * Takes a batch of the canonical topics into the matcher's own copy and marks the parties that it affects. Older
 * revisions and repeats change nothing, so the topics may be read again from their start at any time. One transaction.
 */
export class RecordFactsCommand extends Command<RecordedFacts> {
  constructor(readonly batch: DecodedBatch) {
    super();
  }
}
