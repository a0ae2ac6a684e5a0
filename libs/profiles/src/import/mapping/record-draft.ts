import { EACH, type FieldShapes } from './field-shape';

type Tree = Record<string, unknown>;

/** An event's data in the making: values are put in by path. */
export class RecordDraft {
  readonly data: Tree = {};

  constructor(private readonly shapes: FieldShapes) {}

  /** Puts a value at a path. A path through a list spreads a list of values over its items, first to first. */
  put(path: string, value: unknown): void {
    const steps = this.shapes.absolute(path.split('.'));
    const each = steps.indexOf(EACH);
    if (each === -1) return put(this.data, steps, value);
    const values = Array.isArray(value) ? value : [value];
    values.forEach((item, at) => put(this.data, steps.with(each, String(at)), item));
  }

  get(path: string): unknown {
    return this.shapes
      .absolute(path.split('.'))
      .reduce<unknown>((at, step) => (isTree(at) ? at[step] : undefined), this.data);
  }
}

/** Objects are joined, the newer member counting; whatever else stands there is replaced. Paths are the contracts' own. */
function put(tree: Tree, [step = '', ...rest]: readonly string[], value: unknown): void {
  const there = tree[step];
  if (rest.length === 0) {
    const joined = isTree(there) && isTree(value) && !Array.isArray(value) ? { ...there, ...value } : value;
    tree[step] = joined;
    return;
  }
  if (!isTree(there)) put(tree, [step], /^\d+$/.test(rest[0] ?? '') ? [] : {});
  put(tree[step] as Tree, rest, value);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}
