import { Inject, Injectable } from '@nestjs/common';
import { TOPICS } from '@bole/contracts';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  type LogTraces,
  type Person,
  type PersonalDataSection,
  type PersonalDataSource,
} from '@bole/platform';
import { type ContactRow, toKeptContact } from '../contact';

/** The contacts themselves, and how their consent changed. */
@Injectable()
export class ContactPersonalData implements PersonalDataSource {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async export({ contactIds }: Person): Promise<readonly PersonalDataSection[]> {
    const contacts = await this.unitOfWork.query<ContactRow>(
      `select * from intake.contact where id = any($1::text[]) order by id`,
      [contactIds],
    );
    const changes = await this.unitOfWork.query<Record<string, unknown>>(
      `select contact_id as "contactId", changed_at as "at", by_kind as "byKind", by_name as "byName", before, after
       from intake.consent_change where contact_id = any($1::text[]) order by changed_at, id`,
      [contactIds],
    );
    const items = contacts.map((row) => ({ ...toKeptContact(row), submittedAs: row.record_ref }));
    return [
      { name: 'contacts', items },
      { name: 'consentChanges', items: changes },
    ];
  }

  /** Any version of an investor's record may carry the person, and any rejected one. */
  async logTraces(): Promise<readonly LogTraces[]> {
    return [{ topic: TOPICS.inboundInvestors.name }, { topic: TOPICS.rejected.name }];
  }

  async erase(transaction: Transaction, { contactIds }: Person): Promise<Readonly<Record<string, number>>> {
    const [history] = await transaction.query<{ count: number }>(
      `select count(*)::int as count from intake.consent_change where contact_id = any($1::text[])`,
      [contactIds],
    );
    const gone = await transaction.query<{ record_ref: string | null }>(
      `delete from intake.contact where id = any($1::text[]) returning record_ref`,
      [contactIds],
    );
    await forgetHashes(
      transaction,
      gone.flatMap(({ record_ref: ref }) => ref ?? []),
    );
    return { contacts: gone.length, consentChanges: history?.count ?? 0 };
  }
}

/** Records that the person was taken out of are no longer what came under their version. */
export async function forgetHashes(transaction: Transaction, refs: readonly string[]): Promise<void> {
  if (refs.length === 0) return;
  await transaction.query(
    `update intake.source_record set content_hash = '' where kind = 'investor' and ref = any($1::text[])`,
    [refs],
  );
}
