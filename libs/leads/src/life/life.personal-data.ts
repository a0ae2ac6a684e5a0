import { Inject, Injectable } from '@nestjs/common';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type Person, type PersonalDataSection, type PersonalDataSource } from '@bole/platform';

/** What officers wrote about leads that names a contact: notes, next steps, tasks. It stays, without the person. */
@Injectable()
export class LifePersonalData implements PersonalDataSource {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async export(person: Person): Promise<readonly PersonalDataSection[]> {
    const found = await Promise.all(TEXTS.map((text) => naming(this.unitOfWork, person, text)));
    const items = found.flat().map(({ lead_id: leadId, text }) => ({ leadId, text }));
    return [{ name: 'leadTexts', items }];
  }

  async erase(transaction: Transaction, person: Person): Promise<Readonly<Record<string, number>>> {
    let leadTexts = 0;
    for (const text of TEXTS) {
      const found = await naming(transaction, person, text);
      for (const { key, redacted } of found)
        await transaction.query(
          `update leads.${text.table} set ${text.column} = $3 where city = $1 and ${text.key}::text = $2`,
          [person.city, key, redacted],
        );
      leadTexts += found.length;
    }
    return { leadTexts: leadTexts + (await eraseInHistory(transaction, person)) };
  }
}

interface TextColumn {
  readonly table: string;
  readonly key: string;
  readonly column: string;
  readonly most: number;
}

/** As the tables allow: what stands for an erased name may be longer than it. */
const TEXTS: readonly TextColumn[] = [
  { table: 'lead', key: 'lead_id', column: 'next_step', most: 500 },
  { table: 'lead', key: 'lead_id', column: 'code_name', most: 60 },
  { table: 'lead_entry', key: 'seq', column: 'note', most: 2_000 },
  { table: 'lead_task', key: 'id', column: 'title', most: 300 },
];

interface TextRow {
  readonly key: string;
  readonly lead_id: string;
  readonly investor_id: string;
  readonly text: string;
}

/** A city's texts are some thousands, so all of them are looked through. */
async function naming(
  database: Pick<UnitOfWork, 'query'>,
  person: Person,
  { table, key, column, most }: TextColumn,
): Promise<(TextRow & { readonly redacted: string })[]> {
  const rows = await database.query<TextRow>(
    `select ${key}::text as key, lead_id, investor_id, ${column} as text from leads.${table}
     where city = $1 and ${column} is not null order by ${key}`,
    [person.city],
  );
  return rows.flatMap((row) => {
    const redacted = person.redact(row.text, row.investor_id).slice(0, most);
    return redacted === row.text ? [] : [{ ...row, redacted }];
  });
}

/** What an entry was about holds texts as well, such as the next step that was set. */
async function eraseInHistory(transaction: Transaction, person: Person): Promise<number> {
  const rows = await transaction.query<{ seq: string; investor_id: string; data: unknown }>(
    `select seq, investor_id, data from leads.lead_entry where city = $1 order by seq`,
    [person.city],
  );
  let erased = 0;
  for (const { seq, investor_id, data } of rows) {
    const redacted = JSON.stringify(inTexts(data, (text) => person.redact(text, investor_id)));
    if (redacted === JSON.stringify(data)) continue;
    await transaction.query(`update leads.lead_entry set data = $2::jsonb where seq = $1`, [seq, redacted]);
    erased++;
  }
  return erased;
}

function inTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => inTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inTexts(item, change)]));
}
