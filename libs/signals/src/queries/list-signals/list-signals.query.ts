import { Query } from '@nestjs/cqrs';
import { type Money, type SignalFacts, type SignalKind } from '@bole/contracts';
import { type LocalizedText } from '@bole/kernel';

export interface SignalFilter {
  readonly investorId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly kinds?: readonly SignalKind[] | undefined;
  readonly medium?: 'online' | 'offline' | undefined;
  /** Included. */
  readonly from?: Date | undefined;
  /** Not included. */
  readonly to?: Date | undefined;
}

export const SIGNAL_SORTS = ['-occurredAt', 'occurredAt'] as const;
export type SignalSort = (typeof SIGNAL_SORTS)[number];

interface SignalParty {
  readonly id: string;
  readonly names: LocalizedText;
}

/** A signal as Bole keeps it. It never changes. */
export interface KeptSignal {
  readonly id: string;
  /** The city's own name for the system that reported it, and the signal's id there. */
  readonly source: string;
  readonly sourceId: string;
  readonly kind: SignalKind;
  readonly medium: 'online' | 'offline';
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly investor: SignalParty;
  /** Null for a signal towards the city as a whole. */
  readonly project: SignalParty | null;
  /** GB/T 2260, where it was reported with one. */
  readonly city?: string;
  readonly channel?: string;
  readonly durationMinutes?: number;
  readonly answer?: NonNullable<SignalFacts['answer']>;
  readonly fundingStage?: NonNullable<SignalFacts['fundingStage']>;
  readonly amount?: Money;
  readonly note?: string;
}

export interface SignalPage {
  readonly items: readonly KeptSignal[];
  readonly next: string | null;
}

/** The signals of the acting city, by when they happened, page by page. */
export class ListSignalsQuery extends Query<SignalPage> {
  constructor(
    readonly filter: SignalFilter,
    readonly page: {
      readonly sort: SignalSort;
      readonly limit: number;
      readonly cursor?: string | undefined;
    },
  ) {
    super();
  }
}
