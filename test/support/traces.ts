import { type Client } from 'pg';

const SYSTEM = ['pg_catalog', 'information_schema'];

/** Looks for texts in every column of every table: as text, in JSON, in bytes, and in base64 inside of these. */
export class Traces {
  constructor(
    private readonly owner: Client,
    private readonly needles: readonly string[],
  ) {}

  /** How many rows of each table hold any of the texts; tables without one are left out. */
  async byTable(): Promise<Record<string, number>> {
    const { rows: tables } = await this.owner.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema <> all($1::text[])`,
      [SYSTEM],
    );
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const { rows } = await this.owner.query<Record<string, unknown>>(`select * from ${name}`);
      const count = rows.filter((row) => Object.values(row).some((value) => this.holds(value))).length;
      if (count > 0) found[name] = count;
    }
    return found;
  }

  /** The topics with a record that holds any of them. */
  async topics(): Promise<string[]> {
    const { rows } = await this.owner.query<{ name: string; value: Buffer }>(
      `select name, value from event_log.record join event_log.topic on topic.id = topic_id where value is not null`,
    );
    return [...new Set(rows.filter(({ value }) => this.holds(value)).map(({ name }) => name))].sort();
  }

  private holds(value: unknown): boolean {
    if (value === null || typeof value === 'number' || typeof value === 'boolean') return false;
    if (Buffer.isBuffer(value))
      return this.inText(value.toString('utf8')) || this.inText(value.toString('latin1'));
    return this.inText(typeof value === 'string' ? value : JSON.stringify(value));
  }

  private inText(text: string): boolean {
    const whole = text.toLowerCase();
    const packed = whole.replace(/[\s()+-]/g, '');
    if (this.needles.some((needle) => whole.includes(needle) || packed.includes(needle))) return true;
    return (text.match(/[A-Za-z0-9+/]{24,}={0,2}/g) ?? []).some((inner) =>
      this.holds(Buffer.from(inner, 'base64')),
    );
  }
}
