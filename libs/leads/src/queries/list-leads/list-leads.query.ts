import { type LeadStage } from '@bole/contracts';
import { Query } from '@nestjs/cqrs';
import { type Language, type LocalizedText } from '@bole/kernel';
import { type Scored } from '@bole/matching';
import { type Party } from '../../lead';
import { type ListedLife } from '../../life/lead-life';
import { type CutPin, type LeadMark, type MarksAsked } from '../../marks/lead-mark';
import { type LeadReasons, type ReasonsDepth } from '../../reasons/lead-reasons';

/** Which leads; what is absent cuts nothing. */
export interface LeadFilter {
  readonly projectId?: string | undefined;
  readonly investorId?: string | undefined;
  /** Of either party: leads of others are left out. */
  readonly among?:
    { readonly projects: readonly string[]; readonly investors: readonly string[] } | undefined;
  /** Of the project, at any grain of GB/T 4754: `C`, `C38`, `C384`, `C3841`. */
  readonly industry?: string | undefined;
  readonly minScore?: number | undefined;
  readonly minFit?: number | undefined;
  readonly minIntent?: number | undefined;
  readonly minRelationship?: number | undefined;
  readonly changedSince?: Date | undefined;
  readonly model?: string | undefined;
  /** By what officers decided; absent: all but the hidden ones. */
  readonly marks?: MarksAsked | undefined;
  readonly stage?: LeadStage | undefined;
  /** The id of who has it. */
  readonly owner?: string | undefined;
}

export const LEAD_SORTS = ['-score', 'score', '-changedAt', 'changedAt'] as const;
export type LeadSort = (typeof LEAD_SORTS)[number];

export interface NamedParty {
  readonly id: string;
  readonly names: LocalizedText;
}

export interface ListedLead {
  readonly id: string;
  /** From 1, among the investors on the project's list; null for a lead that is not on the project's list. */
  readonly rank: number | null;
  readonly project: NamedParty;
  readonly investor: NamedParty;
  readonly score: number;
  readonly parts: Scored['parts'];
  readonly model: string;
  readonly changedAt: string;
  /** What an officer decided about it. */
  readonly mark: LeadMark | null;
  /** How far it is and who has it; null: nobody has decided about it, so that it is introduced and open. */
  readonly life: ListedLife | null;
  /** It stands on the project's list to learn from: drawn from those who rank below its end. */
  readonly explored: boolean;
  /** The chance with which it stands on the project's list, over all draws; null: for certain, or not at all. */
  readonly probability: number | null;
  /** Absent where they were not asked for. */
  readonly reasons?: LeadReasons;
}

export interface LeadPage {
  readonly items: readonly ListedLead[];
  readonly next: string | null;
}

/**
 * The leads that the acting city has, page by page, pinned ones first. The pages together show the leads that stood when
 * the first was read and have neither changed nor been decided about since, each once: one that has is left out, and is
 * found by `changedSince`.
 */
export class ListLeadsQuery extends Query<LeadPage> {
  constructor(
    readonly filter: LeadFilter,
    readonly page: { readonly sort: LeadSort; readonly limit: number; readonly cursor?: string | undefined },
    readonly reasons: ReasonsDepth,
    readonly language: Language,
  ) {
    super();
  }
}

export interface PartyLeads extends LeadPage, Party {
  readonly names: LocalizedText;
  /** The instant that the list was computed as of; null when it has not been computed yet. */
  readonly asOf: string | null;
  /** Pinned leads that hard limits cut all the same, and which; with the first page. */
  readonly cutPins: readonly CutPin[];
}

/**
 * The list of one project (its ranked investors) or of one investor (the acting city's projects that it would take up),
 * pinned ones first, then the best. Throws NotFoundError.
 */
export class ListPartyLeadsQuery extends Query<PartyLeads> {
  constructor(
    readonly party: Party,
    readonly page: { readonly limit: number; readonly cursor?: string | undefined },
    readonly reasons: ReasonsDepth,
    readonly language: Language,
    readonly marks: MarksAsked = 'shown',
  ) {
    super();
  }
}
