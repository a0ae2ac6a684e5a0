import { type LocalizedText } from '@bole/kernel';
import { type PreparedInvestor, type PreparedProject } from '../prepare/prepared';
import { type Curve } from '../ranker/model';
import { type FeatureGroup } from '../ranker/scored';

/**
 * One thing that speaks for or against a lead. A new one is `<name>.feature.ts`, its spec and a line in `registry.ts`;
 * models that do not know it give it no points.
 */
export interface Feature {
  /** Kebab case, unique, never reused for another meaning: models and stored leads refer to it. */
  readonly name: string;
  readonly group: FeatureGroup;
  /** How a page calls it. */
  readonly label: Text;
  /** Unit of the value. */
  readonly unit: string;
  /** What it means that there is no value, as a clause that can stand as a reason. */
  readonly missing: Text;
  readonly defaultCurve: Curve;
  /** Undefined where the facts do not say: missing is a case of its own, never zero. */
  value(pair: Pair): number | undefined;
  /** Ids of up to three signals or projects that the value rests on, strongest first. */
  evidence(pair: Pair): readonly string[];
  /** The value as a promotion officer would say it, without its points. */
  reason(pair: Pair, value: number): Text;
}

export interface Pair {
  readonly investor: PreparedInvestor;
  readonly project: PreparedProject;
}

/** A text that is there in both languages. */
export type Text = Required<{ readonly [L in keyof LocalizedText]: string }>;

export const NO_EVIDENCE: readonly string[] = [];
export const noEvidence = (): readonly string[] => NO_EVIDENCE;
