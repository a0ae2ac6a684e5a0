import { Inject, Injectable } from '@nestjs/common';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type Person, type PersonalDataSection, type PersonalDataSource } from '@bole/platform';
import { MARK_COLUMNS, type MarkRow, toMarkedLead } from './lead-mark';

/** Notes of marks that name a contact. They stay, without the person. */
@Injectable()
export class MarkPersonalData implements PersonalDataSource {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async export(person: Person): Promise<readonly PersonalDataSection[]> {
    const found = await naming(this.unitOfWork, person);
    return [{ name: 'leadMarks', items: found.map(({ row }) => ({ ...toMarkedLead(row) })) }];
  }

  async erase(transaction: Transaction, person: Person): Promise<Readonly<Record<string, number>>> {
    const found = await naming(transaction, person);
    for (const { row, note } of found)
      await transaction.query(
        `update leads.lead_mark set note = $4, revision = revision + 1
         where city = $1 and project_id = $2 and investor_id = $3`,
        [person.city, row.project_id, row.investor_id, note],
      );
    return { leadMarks: found.length };
  }
}

/** As the table allows: what stands for an erased name may be longer than it. */
const MOST_CHARACTERS = 2_000;

/** A city's marks are some thousands, so all of them are looked through. */
async function naming(
  database: Pick<UnitOfWork, 'query'>,
  person: Person,
): Promise<{ readonly row: MarkRow; readonly note: string }[]> {
  const rows = await database.query<MarkRow>(
    `select ${MARK_COLUMNS} from leads.lead_mark as mark where city = $1 and note is not null
     order by project_id, investor_id`,
    [person.city],
  );
  return rows.flatMap((row) => {
    const note = person.redact(row.note ?? '', row.investor_id).slice(0, MOST_CHARACTERS);
    return note === row.note ? [] : [{ row, note }];
  });
}
