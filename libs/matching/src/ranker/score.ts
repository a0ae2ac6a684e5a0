import { type Feature, type Pair } from '../features/feature';
import { FEATURES } from '../features/registry';
import { compiled, type CompiledCurve, isLevel, onGrid, pointsAt } from './curve';
import { type Curve, type Model } from './model';
import { type Contribution, type Scored } from './scored';
import { type PreparedProject } from '../prepare/prepared';
import { validateModel } from './validate-model';

/**
 * The score of one pair, with every part of it. A function of its arguments alone.
 * Throws an InvalidInputError for a model that is wrong and a RangeError for sides prepared as of different instants.
 */
export function score(pair: Pair, model: Model): Scored {
  const { investor, project } = pair;
  if (investor.asOf !== project.asOf)
    throw new RangeError('The two sides of a pair must be prepared as of one instant.');
  const { base, steps } = sumOf(model, project);
  const parts = { base, fit: 0, intent: 0, relationship: 0 };
  const contributions = steps.map((step) => contributionOf(step, pair));
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
  const { level, varying } = sumOf(model, pair.project);
  let sum = level;
  for (const { feature, curve } of varying) sum += pointsAt(curve, feature.value(pair));
  return sum;
}

/**
 * The scores of many pairs, each that of `pointsOf`. Feature by feature: the same few instructions then run for all of them, which
 * takes half of the time.
 */
export function pointsOfEach(pairs: readonly Pair[], modelOf: (pair: Pair) => Model): Float64Array {
  const points = new Float64Array(pairs.length);
  const bySum = new Map<Sum, number[]>();
  pairs.forEach((pair, at) => {
    const sum = sumOf(modelOf(pair), pair.project);
    points[at] = sum.level;
    const places = bySum.get(sum);
    if (places === undefined) bySum.set(sum, [at]);
    else places.push(at);
  });
  for (const [{ varying }, places] of bySum)
    for (let from = 0; from < places.length; from += AT_ONCE) {
      const block = places.slice(from, from + AT_ONCE);
      for (const step of varying) addStep(step, pairs, block, points);
    }
  return points;
}

/** So many parties' past deals stay in the processor's nearest cache while all features look at them. */
const AT_ONCE = 16;

function addStep(
  { feature, curve }: Step,
  pairs: readonly Pair[],
  places: readonly number[],
  points: Float64Array,
): void {
  for (const at of places) {
    const pair = pairs[at];
    if (pair !== undefined) points[at] = (points[at] ?? 0) + pointsAt(curve, feature.value(pair));
  }
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

interface Sum {
  readonly base: number;
  readonly steps: readonly Step[];
  /** The base and what the steps add that add the same whatever the value: sums on the grid are exact in any order. */
  readonly level: number;
  /** The other steps. */
  readonly varying: readonly Step[];
}

interface Step {
  readonly feature: Feature;
  readonly curve: CompiledCurve;
  /** What the feature adds where its value is missing: the same for every pair. */
  readonly missing: Contribution;
}

/** What is added up for a project. A model is checked once, when it is first used. */
function sumOf(model: Model, project: PreparedProject): Sum {
  let sums = checked.get(model);
  if (sums === undefined) {
    validateModel(model);
    sums = { fresh: sumWith(model), backed: sumWith(model.backed ?? model) };
    checked.set(model, sums);
  }
  return project.backers.length > 0 ? sums.backed : sums.fresh;
}

function sumWith({ base, curves }: Pick<Model, 'base' | 'curves'>): Sum {
  const steps = FEATURES.map((feature) => stepOf(feature, curves[feature.name] ?? SILENT));
  const level = steps.filter(({ curve }) => isLevel(curve));
  return {
    base: onGrid(base),
    steps,
    level: level.reduce((sum, { missing }) => sum + missing.points, onGrid(base)),
    varying: steps.filter(({ curve }) => !isLevel(curve)),
  };
}

function stepOf(feature: Feature, curve: Curve): Step {
  const { name, group } = feature;
  const read = compiled(curve);
  const missing = { feature: name, group, value: null, points: read.missing, evidence: [] };
  return { feature, curve: read, missing };
}

const checked = new WeakMap<Model, { readonly fresh: Sum; readonly backed: Sum }>();
const SILENT: Curve = { points: [[0, 0]], missing: 0 };
