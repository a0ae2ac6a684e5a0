import { type InvestorFacts, type ProjectFacts } from '../facts/facts';
import { type Deed } from '../records/records';

/** A market as it was: who there is, and every deed among them. */
export interface DealHistory {
  readonly investors: ReadonlyMap<string, InvestorFacts>;
  /** Of each project what was always known of it: without what one round asked for. */
  readonly projects: ReadonlyMap<string, ProjectFacts>;
  /** In order of time; of investors and projects that are there. */
  readonly deeds: readonly Deed[];
}
