import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Indexes that lists are read by, under row-level security. */
export class Reading1764000010100 implements MigrationInterface {
  readonly name = 'Reading1764000010100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** As lists order by it: the Chinese name, or the English one where there is none. A column, as an index serves no `->>` under row-level security. */
const NAME = `name text collate "C" generated always as
  (coalesce(profile -> 'names' ->> 'zh', profile -> 'names' ->> 'en')) stored`;

/** Under row-level security an index serves only operators that leak nothing, such as = of text; array containment does. */
const SEGMENTS = [
  `create table matching.project_segment (
     segment text not null,
     project_id text not null,
     audience text not null,
     primary key (segment, project_id)
   )`,
  `comment on table matching.project_segment is 'Projects by industry and place, to find who is busiest there.'`,
  `create index project_segment_project on matching.project_segment (project_id)`,
  `insert into matching.project_segment (segment, project_id, audience)
     select distinct unnest(segments), id, coalesce(audience, 'city:000000') from matching.facts where kind = 'project'`,
  `alter table matching.facts drop column segments`,
  `grant select, insert, update, delete, truncate on matching.project_segment to bole_service`,
  `grant select on matching.project_segment to bole_gateway`,
  `alter table matching.project_segment enable row level security`,
  `create policy gateway on matching.project_segment to bole_gateway
     using (audience = any ((select access.acting_audiences())::text[])
       and ((select access.acting_projects()) is null or project_id = any ((select access.acting_projects())::text[])))`,
  `create policy service on matching.project_segment to bole_service using ((select access.acting_city()) is not null)`,
];

const UP = [
  ...SEGMENTS,
  `create index match_city_changed on matching.match (city, changed_at desc, lead_id)`,
  ...['investor', 'project'].flatMap((kind) => [
    `create index ${kind}_updated on intake.${kind} (updated_at desc, id)`,
    `alter table intake.${kind} add column ${NAME}`,
    `create index ${kind}_name on intake.${kind} (name, id)`,
  ]),
];

const DOWN = [
  ...['investor', 'project'].flatMap((kind) => [
    `drop index intake.${kind}_updated`,
    `alter table intake.${kind} drop column name`,
  ]),
  `drop index matching.match_city_changed`,
  `alter table matching.facts add column segments text[] not null default '{}'`,
  `update matching.facts set segments = array(select segment from matching.project_segment where project_id = id)
     where kind = 'project'`,
  `alter table matching.facts alter column segments drop default`,
  `create index facts_segments on matching.facts using gin (segments)`,
  `drop table matching.project_segment`,
];
