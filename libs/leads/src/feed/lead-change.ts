import { type Match } from '../lead';
import { type Mark } from '../marks/lead-mark';

/** What happened to one lead of a project, in one transaction. */
export interface LeadChange {
  readonly leadId: string;
  readonly investorId: string;
  /** The score that it has now; of one that is gone, the last that it had. */
  readonly score: number;
  /** The score before; null: the lead is new. */
  readonly was: number | null;
  /** What moved the score, most first; empty where the score stayed, or had been none. */
  readonly moved: Match['moved'];
  /** On whose list it stands now. */
  readonly forProject: boolean;
  readonly forInvestor: boolean;
  /** It stands on neither list any longer. */
  readonly gone?: true;
  /** What an officer decided just now; null: a mark was cleared. Absent where no decision is told of. */
  readonly mark?: Mark | null;
}

/** What happened to the leads of one project, in one transaction. */
export interface ProjectChange {
  /** Where it stands in the feed. */
  readonly cursor: string;
  /** Of two changes to one lead, the one of the higher revision is the later, wherever they stand in the feed. */
  readonly revision: number;
  readonly city: string;
  readonly projectId: string;
  readonly changes: readonly LeadChange[];
  readonly at: Date;
}
