import { type Transaction } from '@bole/persistence';
import { type Person } from './person';

/** What one place of Bole holds about a person. */
export interface PersonalDataSection {
  /** Stable, for programs: `signals`, `mails` … */
  readonly name: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

/** Records of the event log that may name the person. */
export interface LogTraces {
  readonly topic: string;
  /** The records' keys, each with the investor that the record is about, if it is; absent: any record of the topic may. */
  readonly keys?: ReadonlyMap<string, string | null>;
}

/**
 * A place where something about a contact may lie. Whoever keeps such data provides one; the app puts them together under
 * PERSONAL_DATA_SOURCES, and export and erasure then reach it. All run in the scope of the person's city.
 */
export interface PersonalDataSource {
  export(person: Person): Promise<readonly PersonalDataSection[]>;
  /**
   * Removes or redacts all of it in the transaction, so that nothing is left in text; says how much went, by name. Run
   * twice, it finds nothing the second time. What must stay, such as the audit, holds no personal data to begin with.
   */
  erase(transaction: Transaction, person: Person): Promise<Readonly<Record<string, number>>>;
  /** Where the event log may hold it; asked before `erase`. */
  logTraces?(person: Person): Promise<readonly LogTraces[]>;
}

export const PERSONAL_DATA_SOURCES = Symbol('PersonalDataSources');
