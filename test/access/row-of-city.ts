import { type Client } from 'pg';

/** A table of which each row belongs to one city. */
export interface CityTable {
  /** With its schema, quoted where it needs to be. */
  readonly name: string;
  /** The column that says whose a row is. */
  readonly owner: (typeof OWNERS)[number];
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly needed: boolean;
}

/** Where a table has several, the first one decides. */
const OWNERS = ['tenant', 'city', 'audience'] as const;

/** What that column holds in a row of `city` that is for no other. */
export function ownerValue({ owner }: CityTable, city: string): string {
  return owner === 'audience' ? `city:${city}` : city;
}

/** Every table that names a city or an audience, found in the catalogue: one that comes later is found as well. */
export async function cityTables(client: Client): Promise<CityTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select format('%I.%I', nspname, relname) as name, array_agg(attname::text) as columns
     from pg_class join pg_namespace on pg_namespace.oid = relnamespace join pg_attribute on attrelid = pg_class.oid
     where relkind in ('r', 'p') and not relispartition and not attisdropped and attname = any ($1)
       and nspname not in ('pg_catalog', 'information_schema')
     group by 1 order by 1`,
    [OWNERS],
  );
  return rows.map(({ name, columns }) => ({
    name,
    owner: OWNERS.find((one) => columns.includes(one)) ?? 'city',
  }));
}

/** Tables of ours in which a role may read something. */
export async function tablesReadBy(client: Client, role: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', nspname, relname) as name
     from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where relkind in ('r', 'p', 'v', 'm') and nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_'
       and has_schema_privilege($1, pg_namespace.oid, 'usage')
       and has_any_column_privilege($1, pg_class.oid, 'select') order by 1`,
    [role],
  );
  return rows.map(({ name }) => name);
}

/** Lets any value into every table of this database: what is tried here is who sees a row, not what a row may say. */
export async function dropConstraints(client: Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('alter table %s drop constraint %I cascade', conrelid::regclass, conname) as statement
     from pg_constraint join pg_class on pg_class.oid = conrelid join pg_namespace on pg_namespace.oid = relnamespace
     where contype in ('c', 'f') and not relispartition and conparentid = 0
       and nspname not in ('pg_catalog', 'information_schema')`,
  );
  for (const { statement } of rows) await client.query(statement);
}

/** An INSERT of a row that belongs to `city`, with a value of the right type wherever one is needed. */
export async function insertionOf(client: Client, { name }: CityTable, city: string): Promise<string> {
  const { rows } = await client.query<Column>(
    `select attname as name, format_type(atttypid, atttypmod) as type,
       attnotnull and not atthasdef and attidentity = '' or attname = any ($2) as needed
     from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [name, Object.keys(TELLING)],
  );
  const columns = rows.filter(({ needed }) => needed);
  const values = columns.map((column) => valueFor(column, city));
  return `insert into ${name} (${columns.map((column) => `"${column.name}"`).join(', ')}) values (${values.join(', ')})`;
}

/** Columns that policies look at. */
const TELLING: Readonly<Record<string, (city: string) => string>> = {
  city: (city) => `'${city}'`,
  tenant: (city) => `'${city}'`,
  audience: (city) => `'city:${city}'`,
  // Not an investor, who is known to all, nor a deed, which all may learn from.
  kind: () => `'project'`,
  deed: () => 'false',
};

function valueFor({ name, type }: Column, city: string): string {
  const telling = TELLING[name];
  if (telling !== undefined) return telling(city);
  if (type.endsWith('[]')) return `'{}'`;
  if (/^(text|character|citext)/.test(type)) return `'${name} ${city}'`;
  if (/^(smallint|integer|bigint|numeric|real|double)/.test(type)) return city.slice(0, 4);
  if (/^(timestamp|date|time)/.test(type)) return 'now()';
  if (/^jsonb?$/.test(type)) return `'{}'`;
  if (type === 'boolean') return 'false';
  if (type === 'bytea') return `'\\x00'`;
  if (type === 'uuid') return 'gen_random_uuid()';
  throw new Error(`There is no value for the type ${type} of ${name}`);
}
