/** A reference table as it lies in `data/`: named columns, rows of text. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The rows as objects; an empty cell is an empty string. Throws when a column is missing, which a test would see. */
export function rowsOf<Column extends string>(
  table: Table,
  ...columns: readonly Column[]
): Record<Column, string>[] {
  const places = columns.map((column) => {
    const place = table.columns.indexOf(column);
    if (place < 0) throw new Error(`The table has no column ${column}, only ${table.columns.join(', ')}`);
    return [column, place] as const;
  });
  return table.rows.map(
    (row) =>
      Object.fromEntries(places.map(([column, place]) => [column, row[place] ?? ''])) as Record<
        Column,
        string
      >,
  );
}

/** A map from key to all values of that key, in order. */
export function grouped<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
