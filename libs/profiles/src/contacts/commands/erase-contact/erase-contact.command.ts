import { Command } from '@nestjs/cqrs';
import { type Author } from '../../contact';

/** Why a person is erased (PIPL art. 47). A fixed choice, so that nothing of the person gets into the audit by it. */
export const ERASURE_REASONS = [
  'asked-by-person', // without a reason of their own, or under GDPR art. 17
  'consent-withdrawn',
  'purpose-fulfilled',
  'unlawful',
  'retention-ended',
] as const;
export type ErasureReason = (typeof ERASURE_REASONS)[number];

/** What is kept of an erasure: nothing of the person. */
export interface ErasureReceipt {
  readonly id: string;
  /** Of the contacts that were this person. */
  readonly contactIds: readonly string[];
  readonly reason: ErasureReason;
  readonly begunAt: string;
  /** Null while it is not done: ask for it again, and it goes on. */
  readonly finishedAt: string | null;
  /** How many things of each kind were removed or redacted. */
  readonly removed: Readonly<Record<string, number>>;
  /** When the last copy leaves, where records of the event log cannot be changed; backups have their own time. */
  readonly lastCopyGoneAt: string | null;
}

/**
 * Erases the person that a contact is, with all that the city holds of it, and keeps it out from now on. Whoever asks
 * again gets the same receipt. Throws NotFoundError for a contact that never was.
 */
export class EraseContactCommand extends Command<ErasureReceipt> {
  constructor(
    readonly city: string,
    readonly by: Author,
    readonly id: string,
    readonly reason: ErasureReason,
  ) {
    super();
  }
}
