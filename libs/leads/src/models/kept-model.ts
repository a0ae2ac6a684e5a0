import { type Model } from '@bole/matching';

/**
 * Why a model is there: a `release` of Bole brought it; training found it `better` than the one in use, beyond chance; or
 * `not-better`, and it was kept for the record alone.
 */
export type ModelDecision = 'release' | 'better' | 'not-better';

/** What is known of a model besides itself. */
export interface ModelOrigin {
  /** Null: nobody trained it. */
  readonly trainedAt: Date | null;
  /** The span of the outcomes that it learned from. */
  readonly dataFrom: Date | null;
  readonly dataTo: Date | null;
  /** What was measured when it was kept: JSON, empty where nothing was. */
  readonly figures: Readonly<Record<string, unknown>>;
  readonly decision: ModelDecision;
}

/** A kept model without its document. */
export interface ModelRecord extends ModelOrigin {
  /** Whose it is; `000000`: all cities share it. */
  readonly city: string;
  readonly version: string;
  /** SHA-256 of the document's canonical JSON. */
  readonly checksum: string;
  readonly keptAt: Date;
}

export interface KeptModel extends ModelRecord {
  readonly model: Model;
}

/** Whose model, and which. */
export interface ModelKey {
  readonly city: string;
  readonly version: string;
}

/** One city's change to a model. */
export interface ModelUse {
  readonly seq: number;
  /** Who uses it; `000000`: every city that has chosen none of its own. */
  readonly city: string;
  /** Null: what all cities share, whatever that is. */
  readonly model: ModelKey | null;
  readonly since: Date;
  /** A person's id, `schedule`, `command line` or `release`. */
  readonly by: string;
  readonly why: string;
  /** The use that this one undid. */
  readonly rolledBack: number | null;
}
