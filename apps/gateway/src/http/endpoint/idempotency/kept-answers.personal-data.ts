import { Inject, Injectable } from '@nestjs/common';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  type Person,
  type PersonalDataSection,
  type PersonalDataSource,
  withoutPerson,
} from '@bole/platform';
import { ERASED_STATUS } from './idempotency.store';

interface Row {
  readonly caller: string;
  readonly key: string;
  readonly created_at: Date;
  readonly body: string;
}

/** The answer to a bulk submission is some hundred kilobytes. */
const READ_AT_ONCE = 50;

/**
 * Answers that are kept for requests that may come again. One that carries the person goes as a whole, as it may be about
 * nobody else; its key stays, so that the deed is not done a second time.
 */
@Injectable()
export class KeptAnswersPersonalData implements PersonalDataSource {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async export(person: Person): Promise<readonly PersonalDataSection[]> {
    const items: Record<string, unknown>[] = [];
    for await (const { created_at: at, body } of carrying(this.unitOfWork, person))
      items.push({ at, answer: JSON.parse(body) as unknown });
    return [{ name: 'keptAnswers', items }];
  }

  async erase(transaction: Transaction, person: Person): Promise<Readonly<Record<string, number>>> {
    let keptAnswers = 0;
    for await (const { caller, key } of carrying(transaction, person)) {
      await transaction.query(
        `update gateway.idempotency set status = ${ERASED_STATUS}, headers = '{}', body = null
         where city = $1 and caller = $2 and key = $3`,
        [person.city, caller, key],
      );
      keptAnswers++;
    }
    return { keptAnswers };
  }
}

async function* carrying(database: Pick<UnitOfWork, 'query'>, person: Person): AsyncGenerator<Row> {
  for (let after = ['', '']; ;) {
    const rows = await database.query<Row>(
      `select caller, key, created_at, body from gateway.idempotency
       where city = $1 and (caller, key) > ($2, $3) and body is not null
       order by caller, key limit ${READ_AT_ONCE}`,
      [person.city, ...after],
    );
    yield* rows.filter(({ body }) => carries(body, person));
    const last = rows.at(-1);
    if (last === undefined) return;
    after = [last.caller, last.key];
  }
}

/** Few answers tell which investor they are about; in the others a name alone is taken for the person's. */
function carries(body: string, person: Person): boolean {
  const answer = JSON.parse(body) as { readonly id?: unknown; readonly investorId?: unknown } | null;
  if (typeof answer?.id === 'string' && person.contactIds.includes(answer.id)) return true;
  const aboutInvestor =
    typeof answer?.investorId === 'string' ? answer.investorId : person.identity.investorId;
  return (
    person.redact(body, aboutInvestor) !== body || withoutPerson(answer, person, { aboutInvestor }) !== answer
  );
}
