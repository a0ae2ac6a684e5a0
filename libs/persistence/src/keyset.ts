/** Collects the values of a statement that is put together from parts. */
export class Placeholders {
  readonly values: unknown[] = [];

  /** The placeholder that stands for `value`, e.g. `$3`. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** SQL condition that a JSON list of texts, such as `profile -> 'industries'`, holds one of these. */
export function holdsOneOf(list: string, texts: readonly string[], placeholders: Placeholders): string {
  return `exists (select from jsonb_array_elements_text(${list}) as held (text)
    where held.text = any(${placeholders.add(texts)}::text[]))`;
}

/** The order of a list that is read page by page: by one column, ties by id. SQL expressions, never input. */
export interface Keyset {
  readonly column: string;
  readonly descending: boolean;
  readonly id: string;
  readonly idDescending: boolean;
}

export function orderBy({ column, descending, id, idDescending }: Keyset): string {
  return `${column} ${descending ? 'desc' : 'asc'}, ${id} ${idDescending ? 'desc' : 'asc'}`;
}

/** The condition that a row comes after the one with these values; its first part lets an index skip what came before. */
export function comesAfter(
  { column, descending, id, idDescending }: Keyset,
  at: string,
  atId: string,
): string {
  const [past, pastId] = [descending ? '<' : '>', idDescending ? '<' : '>'];
  return `${column} ${past}= ${at} and (${column} ${past} ${at} or ${id} ${pastId} ${atId})`;
}

/** SQL of an instant as a cursor has it: to the microsecond, as a `timestamptz` holds it. */
export function instantText(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
