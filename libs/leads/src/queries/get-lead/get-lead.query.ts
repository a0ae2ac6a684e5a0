import { Query } from '@nestjs/cqrs';
import { type SignalKind } from '@bole/contracts';
import { type Language, type LocalizedText } from '@bole/kernel';
import { type Contribution, type FeatureGroup } from '@bole/matching';
import { type LeadReasons } from '../../reasons/lead-reasons';
import { type ListedLead } from '../list-leads/list-leads.query';

/** What a reason rests on: a signal, or a project that the investor holds. */
export type Evidence =
  | {
      readonly kind: 'signal';
      readonly id: string;
      readonly signal: SignalKind;
      readonly occurredAt: string;
      readonly projectId: string | null;
    }
  | { readonly kind: 'project'; readonly id: string; readonly names: LocalizedText }
  /** Another city keeps it to itself. */
  | { readonly kind: 'hidden'; readonly id: string };

export interface LeadMove {
  readonly feature: string;
  readonly label: string;
  readonly points: number;
}

export interface LeadContribution extends Omit<Contribution, 'group'> {
  readonly group: FeatureGroup;
  readonly label: string;
  readonly unit: string;
}

/** One lead whole: base and contributions add up to the score, exactly. */
export interface Lead extends ListedLead {
  readonly reasons: LeadReasons;
  /** Those that are not 0, in the model's order. */
  readonly contributions: readonly LeadContribution[];
  /** What changed the score when it last changed, most first; empty for a lead that is new. */
  readonly moved: readonly LeadMove[];
  readonly evidence: readonly Evidence[];
  /** On whose list it stands. */
  readonly listedBy: readonly ('project' | 'investor')[];
}

/** One lead of the acting city, by its id. Throws NotFoundError. */
export class GetLeadQuery extends Query<Lead> {
  constructor(
    readonly id: string,
    readonly language: Language,
  ) {
    super();
  }
}
