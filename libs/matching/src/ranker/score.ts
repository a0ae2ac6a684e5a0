import { type Feature, type Pair } from '../features/feature';
import { FEATURES } from '../features/registry';
import { onGrid, pointsAt } from './curve';
import { type Curve, type Model } from './model';
import { type Contribution, type Scored } from './scored';
import { validateModel } from './validate-model';

/**
 * The score of one pair, with every part of it. A function of its arguments alone.
 * Throws an InvalidInputError for a model that is wrong and a RangeError for sides prepared as of different instants.
 */
export function score(pair: Pair, model: Model): Scored {
  const { investor, project } = pair;
  if (investor.asOf !== project.asOf)
    throw new RangeError('The two sides of a pair must be prepared as of one instant.');
  const base = onGrid(model.base);
  const parts = { base, fit: 0, intent: 0, relationship: 0 };
  const contributions = stepsOf(model).map((step) => contributionOf(step, pair));
  for (const contribution of contributions) parts[contribution.group] += contribution.points;
  return {
    investorId: investor.facts.id,
    projectId: project.facts.id,
    model: model.version,
    score: base + parts.fit + parts.intent + parts.relationship,
    parts,
    contributions,
  };
}

/** The score of one pair alone: that of `score`, for a fraction of its time. Throws as it does for a model that is wrong. */
export function pointsOf(pair: Pair, model: Model): number {
  let sum = onGrid(model.base);
  for (const { feature, curve } of stepsOf(model)) sum += pointsAt(curve, feature.value(pair));
  return sum;
}

function contributionOf({ feature, curve, missing }: Step, pair: Pair): Contribution {
  const value = feature.value(pair);
  if (value === undefined) return missing;
  return {
    feature: feature.name,
    group: feature.group,
    value,
    points: pointsAt(curve, value),
    evidence: feature.evidence(pair),
  };
}

interface Step {
  readonly feature: Feature;
  readonly curve: Curve;
  /** What the feature adds where its value is missing: the same for every pair. */
  readonly missing: Contribution;
}

/** A model is checked once, when it is first used. */
function stepsOf(model: Model): readonly Step[] {
  let steps = checked.get(model);
  if (steps === undefined) {
    validateModel(model);
    steps = FEATURES.map((feature) => stepOf(feature, model.curves[feature.name] ?? SILENT));
    checked.set(model, steps);
  }
  return steps;
}

function stepOf(feature: Feature, curve: Curve): Step {
  const { name, group } = feature;
  const missing = { feature: name, group, value: null, points: pointsAt(curve, undefined), evidence: [] };
  return { feature, curve, missing };
}

const checked = new WeakMap<Model, readonly Step[]>();
const SILENT: Curve = { points: [[0, 0]], missing: 0 };
