import { TOPICS } from '@bole/contracts';
import { contentHash } from '@bole/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  type LogTraces,
  type Person,
  type PersonalDataSection,
  type PersonalDataSource,
  withoutPerson,
} from '@bole/platform';
import { foldedNeedles, jsonEscaped } from './folded-needles';
import { ownerOf } from './record-owner';
import { redactedSubmission } from './redacted-record';

interface Copy {
  readonly place: 'rejected' | 'parked';
  readonly id: string;
  readonly topic: string;
  readonly value: Buffer | null;
  readonly about: unknown;
}

interface ParkedFacts {
  readonly data: { readonly source: string; readonly sourceId: string };
  readonly contentHash: string;
}

/** Records that ingest set aside with their bytes: rejected ones, and signals that wait for their parties. */
@Injectable()
export class IntakeCopiesPersonalData implements PersonalDataSource {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async export(person: Person): Promise<readonly PersonalDataSection[]> {
    const copies = await copiesOf(this.unitOfWork, person);
    const items = copies.map(({ place, id, topic, value }) => ({
      place,
      id,
      topic,
      record: value?.toString('utf8') ?? null,
    }));
    return [{ name: 'setAsideRecords', items }];
  }

  async logTraces(person: Person): Promise<readonly LogTraces[]> {
    const parked = (await copiesOf(this.unitOfWork, person)).filter(({ place }) => place === 'parked');
    const keys = parked.map(({ about }) => {
      const { source, sourceId } = (about as ParkedFacts).data;
      return [`${source}:${sourceId}`, null] as const;
    });
    return keys.length === 0 ? [] : [{ topic: TOPICS.inboundSignals.name, keys: new Map(keys) }];
  }

  async erase(transaction: Transaction, person: Person): Promise<Readonly<Record<string, number>>> {
    const owner = await ownerOf(transaction, person);
    const removed = { rejectedRecords: 0, parkedSignals: 0 };
    for (const copy of await copiesOf(transaction, person)) {
      const about =
        copy.place === 'parked' ? rehashed(copy.about, person) : withoutPerson(copy.about, person);
      const value =
        copy.place === 'parked' || copy.topic !== TOPICS.inboundInvestors.name
          ? redactedAnywhere(copy.value, person)
          : redactedSubmission(copy.value, person, owner)?.value;
      if (value === undefined && about === copy.about) continue;
      await transaction.query(`select intake.redact_copy($1, $2, $3::text[], $4, $5::jsonb)`, [
        ...[copy.place, copy.id, foldedNeedles(person), value ?? copy.value, JSON.stringify(about)],
      ]);
      removed[copy.place === 'parked' ? 'parkedSignals' : 'rejectedRecords']++;
    }
    removed.rejectedRecords += await redactUnowned(transaction, person);
    return removed;
  }
}

function copiesOf(database: Pick<UnitOfWork, 'query'>, person: Person): Promise<Copy[]> {
  return database.query<Copy>(`select * from intake.copies_carrying($1::text[])`, [foldedNeedles(person)]);
}

/** Records whose city cannot be told are shown to nobody who asks over HTTP: the database takes the person out of them. */
async function redactUnowned(transaction: Transaction, { emails, phones, names }: Person): Promise<number> {
  const [row] = await transaction.query<{ redacted: number }>(
    `select intake.redact_unowned($1::text[], $2::text[], $3::text[]) as redacted`,
    [emails, phones, names.flatMap((name) => [name, jsonEscaped(name)])],
  );
  return row?.redacted ?? 0;
}

/** A signal that comes again is told from another by its content, so the hash moves along. */
function rehashed(about: unknown, person: Person): unknown {
  const facts = about as ParkedFacts;
  const data = withoutPerson(facts.data, person);
  return data === facts.data ? about : { data, contentHash: contentHash(data) };
}

function redactedAnywhere(value: Buffer | null, person: Person): Buffer | undefined {
  if (value === null) return undefined;
  try {
    const data = JSON.parse(value.toString('utf8')) as unknown;
    const cleared = withoutPerson(data, person);
    return cleared === data ? undefined : Buffer.from(JSON.stringify(cleared));
  } catch {
    const text = value.toString('latin1');
    const cleared = person.redact(text);
    return cleared === text ? undefined : Buffer.from(cleared, 'latin1');
  }
}
