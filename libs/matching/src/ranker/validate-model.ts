import { InvalidInputError, type Problem, shown } from '@bole/kernel';
import { FEATURES } from '../features/registry';
import { type Curve, type Model } from './model';

/** Throws an InvalidInputError that names every fault of `model`: an unknown feature, points out of order, a number that is none. */
export function validateModel(model: Model): void {
  const problems = [
    ...(model.version.trim() === ''
      ? [fault('MODEL_VERSION_MISSING', 'version', model.version, 'a name such as default-1')]
      : []),
    ...faultsOfSum('', model),
    ...(model.backed === undefined ? [] : faultsOfSum('backed.', model.backed)),
  ];
  if (problems.length > 0) throw new InvalidInputError(problems);
}

function faultsOfSum(under: string, { base, curves }: Pick<Model, 'base' | 'curves'>): Problem[] {
  return [
    ...(Number.isFinite(base)
      ? []
      : [fault('MODEL_NUMBER_INVALID', `${under}base`, base, 'a finite number')]),
    ...Object.entries(curves).flatMap(([name, curve]) =>
      faultsOfCurve(`${under}curves.${name}`, name, curve),
    ),
  ];
}

function faultsOfCurve(field: string, name: string, curve: Curve): Problem[] {
  if (!FEATURE_NAMES.has(name))
    return [fault('MODEL_FEATURE_UNKNOWN', field, name, `one of ${[...FEATURE_NAMES].join(', ')}`)];
  if (curve.points.length === 0)
    return [fault('MODEL_CURVE_EMPTY', `${field}.points`, curve.points, 'at least one [value, points]')];
  const flat = [...curve.points.flat(), curve.missing];
  if (!flat.every(Number.isFinite)) return [fault('MODEL_NUMBER_INVALID', field, curve, 'finite numbers')];
  const fallsAt = curve.points.findIndex(
    ([value], at) => at > 0 && value <= (curve.points[at - 1]?.[0] ?? -Infinity),
  );
  if (fallsAt < 0) return [];
  return [
    fault(
      'MODEL_CURVE_UNSORTED',
      `${field}.points.${fallsAt}`,
      curve.points[fallsAt],
      'values that rise strictly',
    ),
  ];
}

function fault(code: string, field: string, value: unknown, expected: string): Problem {
  return { code, field, value: shown(value), expected };
}

const FEATURE_NAMES: ReadonlySet<string> = new Set(FEATURES.map((feature) => feature.name));
