import { InvalidInputError, type Problem, shown } from '@bole/kernel';
import { problemsOf } from '@bole/contracts';
import { z } from 'zod';
import { type FieldShapes } from './field-shape';
import { type Unit, unitOf } from './header-name';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/**
 * A mapping file: how another system's headers become Bole's fields.
 *
 * ```json
 * {
 *   "columns": {
 *     "Firm": "names.en",
 *     "Budget": { "path": "seeks.capex.min", "unit": "万元" },
 *     "Sector": { "path": "industries", "values": { "EV": "C3612" }, "separator": "/" },
 *     "Internal note": null
 *   },
 *   "constants": { "kind": "company", "home.country": "CHN" }
 * }
 * ```
 *
 * `columns`: their header → our path, or null to leave the column out knowingly. `unit`: what the column's numbers are in.
 * `values`: their cell, or item of a list → ours, before it is read. `separator`: what cuts lists. `constants`: our path → the value
 * of every row that has none of its own. Headers that are not listed are still found by their own names.
 */
const mappingFile = z.strictObject({
  columns: z
    .record(
      z.string(),
      z.union([
        z.null(),
        z.string(),
        z.strictObject({
          path: z.string(),
          unit: z.string().optional(),
          values: z.record(z.string(), scalar).optional(),
          separator: z.string().min(1).max(10).optional(),
        }),
      ]),
    )
    .default({}),
  constants: z.record(z.string(), scalar).default({}),
});

export interface ColumnMapping {
  readonly path: string;
  readonly unit: Unit | undefined;
  readonly values: ReadonlyMap<string, string | number | boolean>;
  readonly separator: string | undefined;
}

export interface Mapping {
  /** By header, blanks around it left out; null leaves the column out. */
  readonly columns: ReadonlyMap<string, ColumnMapping | null>;
  readonly constants: ReadonlyMap<string, string | number | boolean>;
}

export const NO_MAPPING: Mapping = { columns: new Map(), constants: new Map() };

/** Checks the text of a mapping file. Throws an InvalidInputError that names every path and unit which do not exist. */
export function readMapping(text: string, shapes: FieldShapes): Mapping {
  const json = parseJson(text);
  const parsed = mappingFile.safeParse(json);
  if (!parsed.success)
    throw new InvalidInputError(
      problemsOf(parsed.error, json).map((each) => ({ ...each, code: 'MAPPING_INVALID' })),
    );
  const problems: Problem[] = [];
  const path = (field: string, given: string): string => {
    const normal = shapes.normalize(given);
    if (normal === undefined)
      problems.push({
        code: 'MAPPING_PATH_UNKNOWN',
        field,
        value: shown(given),
        expected: 'a path of the data dictionary, such as names.zh',
      });
    return normal ?? given;
  };
  const unit = (field: string, given: string | undefined): Unit | undefined => {
    const found = given === undefined ? undefined : unitOf(given);
    if (given !== undefined && found === undefined)
      problems.push({
        code: 'MAPPING_UNIT_UNKNOWN',
        field,
        value: shown(given),
        expected: 'a unit such as 万元, 亿美元, million USD, 亩, 公顷',
      });
    return found;
  };
  const columns = Object.entries(parsed.data.columns).map(([header, to]): [string, ColumnMapping | null] => {
    if (to === null) return [header.trim(), null];
    const full = typeof to === 'string' ? { path: to } : to;
    return [
      header.trim(),
      {
        path: path(`columns.${header}`, full.path),
        unit: unit(`columns.${header}.unit`, full.unit),
        values: new Map(Object.entries(full.values ?? {})),
        separator: full.separator,
      },
    ];
  });
  const constants = Object.entries(parsed.data.constants).map(
    ([at, value]) => [path(`constants.${at}`, at), value] as const,
  );
  if (problems.length > 0) throw new InvalidInputError(problems);
  return { columns: new Map(columns), constants: new Map(constants) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InvalidInputError([
      {
        code: 'MAPPING_NOT_JSON',
        field: 'mapping',
        value: (error as Error).message,
        expected: 'a JSON object with columns and constants',
      },
    ]);
  }
}
