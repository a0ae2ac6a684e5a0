import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What was set aside and cannot be read may be any city's, so that none sees it: it is the operator's, by the command line.
 * An erasure still takes its person out of it, blindly: it learns no more than how many records it changed.
 */
export class UnownedRecords1764000014000 implements MigrationInterface {
  readonly name = 'UnownedRecords1764000014000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REDACT_UNOWNED);
    await runner.query(`revoke all on function ${SIGNATURE} from public`);
    await runner.query(`grant execute on function ${SIGNATURE} to bole_gateway`);
    await runner.query(
      `create index rejected_record_unowned on intake.rejected_record (id) where tenant is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index intake.rejected_record_unowned`);
    await runner.query(`drop function ${SIGNATURE}`);
  }
}

const SIGNATURE = 'intake.redact_unowned(text[], text[], text[])';

const ESCAPED = (text: string) => `encode(convert_to(${text}, 'UTF8'), 'escape')`;
const LITERAL = (text: string) =>
  String.raw`regexp_replace(${ESCAPED(text)}, '([^a-zA-Z0-9 ])', '\\\1', 'g')`;
/** What may stand before an address in bytes that `encode` has escaped: a byte beyond ASCII, an escape of JSON too. */
const BEFORE = String.raw`(^|\\[0-7]{3}|\\\\(?:[bfnrt]|u[0-9a-fA-F]{4})|[^a-zA-Z0-9_.+-])`;
const CLEAR = String.raw`texts[1] := regexp_replace(texts[1], pattern, '\1[erased]', 'gi');
          texts[2] := regexp_replace(texts[2], pattern, '\1[erased]', 'gi');`;
const UNOWNED = String.raw`tenant is null and encode(value, 'escape') !~ '"tenant"\s*:\s*"[0-9]{6}"'`;

/**
 * Finds e-mail addresses and phone numbers (given as they are compared) as libs/platform/src/personal-data/person.ts does,
 * and names where one of these stood. What can be read and names no city is a record of the whole platform: '000000' has it. Only records that hold one are locked; JSON nested
 * so deeply that Postgres gives up on it (54001) counts as what cannot be read.
 */
const REDACT_UNOWNED = String.raw`
  create function intake.redact_unowned(emails text[], phones text[], names text[])
    returns int language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
    declare
      addresses constant text[] := array(
        select '${BEFORE}' || ${LITERAL('email')} || '(?![a-zA-Z0-9_-]|\.[a-zA-Z0-9_])'
        from unnest(emails) as email where email like '_%@_%'
        union all
        select '${BEFORE}(?:\+|00)?(?:86[\s()-]*)?' || regexp_replace(phone, '(.)(?=.)', '\1[\s()-]*', 'g') || '(?![0-9])'
        from unnest(phones) as phone where phone ~ '^[0-9]{7,}$');
      called constant text[] := array(
        select '()' || ${LITERAL('name')} from unnest(names) as name where length(name) >= 2);
      kept record; pattern text; texts text[]; before text[]; found text[]; redacted int := 0;
    begin
      if coalesce(access.acting_city(), '') !~ '^[0-9]{6}$' or access.acting_projects() is not null then
        return 0;
      end if;
      found := array(
        select id from intake.rejected_record where ${UNOWNED}
          and (encode(value, 'escape') ~* any(addresses) or ${ESCAPED('problems::text')} ~* any(addresses)));
      for kept in select id, value, problems from intake.rejected_record
        where id = any(found) and ${UNOWNED} order by id for update
      loop
        begin
          continue when json_typeof(convert_from(kept.value, 'UTF8')::json) = 'object';
        exception when data_exception or program_limit_exceeded then null;
        end;
        texts := array[encode(kept.value, 'escape'), ${ESCAPED('kept.problems::text')}];
        before := texts;
        foreach pattern in array addresses loop
          ${CLEAR}
        end loop;
        continue when texts = before;
        foreach pattern in array called loop
          ${CLEAR}
        end loop;
        update intake.rejected_record set value = decode(texts[1], 'escape'),
          problems = convert_from(decode(texts[2], 'escape'), 'UTF8')::jsonb where id = kept.id;
        redacted := redacted + 1;
      end loop;
      return redacted;
    end $$`;
