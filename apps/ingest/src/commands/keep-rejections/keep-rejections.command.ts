import { Command } from '@nestjs/cqrs';
import { type DataOf, type recordRejectedV1 } from '@bole/contracts';

/** Keeps rejected records, whoever rejected them, where they can be listed, mended and replayed. */
export class KeepRejectionsCommand extends Command<void> {
  constructor(readonly rejections: readonly DataOf<typeof recordRejectedV1>[]) {
    super();
  }
}

/** Notes that rejected records have come in again. */
export class NoteReplayedCommand extends Command<void> {
  constructor(readonly rejectionIds: readonly string[]) {
    super();
  }
}
