import {
  type DataOf,
  type FundingStage,
  type investorSubmittedV1,
  type projectSubmittedV1,
  type signalReportedV1,
} from '@bole/contracts';
import { type Problem } from '@bole/kernel';

/** One investor of a history: a line of investors.ndjson. Fields that are unknown are undefined. */
export interface HistoryInvestor {
  readonly id: string;
  readonly name: string;
  readonly country: string | undefined;
}

/** One company that looks for capital: a line of companies.ndjson. */
export interface HistoryCompany {
  readonly id: string;
  readonly name: string;
  readonly category: string | undefined;
  readonly tags: readonly string[];
  readonly country: string | undefined;
  readonly region: string | undefined;
  readonly city: string | undefined;
  readonly foundedYear: number | undefined;
}

/** One investor's part in one round: a row of deals.csv. */
export interface HistoryDeal {
  /** ISO 8601. */
  readonly day: string;
  readonly investorId: string;
  readonly companyId: string;
  readonly stage: FundingStage | undefined;
  /** US dollars, of the whole round. */
  readonly amountUsd: number | undefined;
}

/** What is wrong with a row of one of the files. */
export interface HistoryProblem extends Problem {
  readonly file: string;
  readonly row: number;
}

export interface History {
  /** Name of the source that the records are given. */
  readonly source: string;
  readonly investors: ReadonlyMap<string, HistoryInvestor>;
  readonly companies: ReadonlyMap<string, HistoryCompany>;
  /** The deals in order of time; can be read again from the start. */
  deals(): AsyncIterable<HistoryDeal>;
}

export type HistoryEvent =
  | {
      readonly event: typeof investorSubmittedV1;
      readonly data: DataOf<typeof investorSubmittedV1>;
      readonly at: Date;
    }
  | {
      readonly event: typeof projectSubmittedV1;
      readonly data: DataOf<typeof projectSubmittedV1>;
      readonly at: Date;
    }
  | {
      readonly event: typeof signalReportedV1;
      readonly data: DataOf<typeof signalReportedV1>;
      readonly at: Date;
    };
