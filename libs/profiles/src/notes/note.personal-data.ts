import { Inject, Injectable } from '@nestjs/common';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type Person, type PersonalDataSection, type PersonalDataSource } from '@bole/platform';
import { type NoteRow, toNote } from './note';

/** Notes that name a contact. They stay, without the person. */
@Injectable()
export class NotePersonalData implements PersonalDataSource {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async export(person: Person): Promise<readonly PersonalDataSection[]> {
    const found = await naming(this.unitOfWork, person);
    return [{ name: 'notes', items: found.map(({ row }) => ({ ...toNote(row) })) }];
  }

  async erase(transaction: Transaction, person: Person): Promise<Readonly<Record<string, number>>> {
    const found = await naming(transaction, person);
    for (const { row, text, tags } of found)
      await transaction.query(
        `update intake.note set text = $2, tags = $3::text[], revision = revision + 1 where id = $1`,
        [row.id, text, tags],
      );
    return { notes: found.length };
  }
}

interface Found {
  readonly row: NoteRow;
  readonly text: string;
  readonly tags: readonly string[];
}

/** A city's notes are some thousands, so all of them are looked through. */
async function naming(database: Pick<UnitOfWork, 'query'>, person: Person): Promise<Found[]> {
  const rows = await database.query<NoteRow>(`select * from intake.note where city = $1 order by id`, [
    person.city,
  ]);
  return rows
    .map((row) => ({
      row,
      text: person.redact(row.text, row.investor_id),
      tags: row.tags.map((tag) => person.redact(tag, row.investor_id)),
    }))
    .filter(({ row, text, tags }) => text !== row.text || tags.some((tag, at) => tag !== row.tags[at]));
}
